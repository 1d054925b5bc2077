package org.llmrec.pipeline.config;

import java.nio.file.Path;
import org.llmrec.enrich.prompt.AnswerForm;

/**
 * A prompt of the user's: an entry below {@code enrich.own}.
 *
 * @param id what its field is called
 * @param file its wording, a template with {@code {{item}}} and perhaps {@code {{neighbours}}}
 * @param output running text or tags
 */
public record OwnPrompt(String id, Path file, AnswerForm.Kind output) {}
