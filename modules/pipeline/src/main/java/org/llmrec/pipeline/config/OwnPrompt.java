package org.llmrec.pipeline.config;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.llmrec.enrich.prompt.AnswerForm;

/**
 * A prompt of the user's: an entry below {@code enrich.own}.
 *
 * @param id what its field is called
 * @param file its wording, a template with {@code {{item}}} and perhaps {@code {{neighbours}}}
 * @param output running text or tags; absent where the file's header says it, or else text
 */
public record OwnPrompt(String id, Path file, Optional<AnswerForm.Kind> output) {
  /** Checks for null. */
  public OwnPrompt {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(output, "output");
  }
}
