package org.llmrec.llm.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.LanguageModelProvider;
import org.llmrec.llm.ModelSettings;
import org.llmrec.llm.embedded.internal.process.LibraryTrial;

/**
 * Opens models of kind {@code embedded}. {@code file} is the GGUF file; without it {@code model}
 * is, and the model is called as the file is. The other keys are those of {@link EmbeddedOptions}.
 */
public final class EmbeddedProvider implements LanguageModelProvider {
  private static final String FILE = "file";
  private static final String SHA256 = "sha256";
  private static final String CONTEXT = "context";
  private static final String THREADS = "threads";
  private static final String PARALLEL = "parallel";
  private static final String TEMPLATE = "template";

  @Override
  public String kind() {
    return "embedded";
  }

  @Override
  public List<String> settings() {
    return List.of(FILE, SHA256, CONTEXT, THREADS, PARALLEL, TEMPLATE);
  }

  @Override
  public LanguageModel open(ModelSettings settings) {
    return EmbeddedModel.open(options(settings));
  }

  /** A process of its own loads the library, as for a model. */
  @Override
  public String readiness() throws IOException {
    return LibraryTrial.run();
  }

  /** As the settings say it. */
  static EmbeddedOptions options(ModelSettings settings) {
    Optional<String> named = settings.setting(FILE);
    Path file = settings.folder().resolve(named.orElse(settings.model()));
    if (!Files.isRegularFile(file)) {
      throw new ConfigException(
          DataCode.FILE_MISSING,
          "llm."
              + (named.isPresent() ? FILE : "model")
              + ": expected a model's GGUF file, found none at "
              + file
              + (named.isPresent() ? "" : "; give its path here, or as llm.file"));
    }
    return new EmbeddedOptions(
        named.isPresent() ? settings.model() : EmbeddedOptions.nameOf(file),
        file,
        settings.setting(SHA256),
        settings.integer(CONTEXT, 0),
        settings.integer(THREADS, Runtime.getRuntime().availableProcessors()),
        settings.integer(PARALLEL, 1),
        settings.setting(TEMPLATE));
  }
}
