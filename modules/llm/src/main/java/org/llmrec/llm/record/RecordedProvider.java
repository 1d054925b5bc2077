package org.llmrec.llm.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.llmrec.core.error.Causes;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LanguageModelCode;
import org.llmrec.core.error.OptionCode;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.LanguageModelProvider;
import org.llmrec.llm.ModelSettings;

/** Opens recordings: kind {@code recorded}, with the one setting {@code file}. */
public final class RecordedProvider implements LanguageModelProvider {
  private static final String FILE = "file";

  /** For the service loader. */
  public RecordedProvider() {}

  @Override
  public String kind() {
    return "recorded";
  }

  @Override
  public List<String> settings() {
    return List.of(FILE);
  }

  /**
   * Opens a recording. Where the settings name a model it has to be the recorded one.
   *
   * @throws ConfigException if the file is not named, cannot be read or is of another model
   */
  @Override
  public LanguageModel open(ModelSettings settings) {
    Path file =
        settings
            .setting(FILE)
            .map(name -> settings.folder().resolve(name))
            .orElseThrow(
                () ->
                    new ConfigException(
                        OptionCode.OPTION_MISSING,
                        "expected llm.file, the recording to replay, found none; a RecordingModel"
                            + " writes one"));
    RecordedModel model;
    try {
      model = RecordedModel.open(file);
    } catch (IOException e) {
      throw new ConfigException(Causes.code(e), "llm.file: " + file + " cannot be read: " + e, e);
    }
    if (!settings.model().isBlank() && !settings.model().equals(model.info().id())) {
      throw new ConfigException(
          LanguageModelCode.LLM_SETUP,
          "llm.model: expected "
              + model.info().id()
              + ", which "
              + file
              + " is of, found "
              + settings.model()
              + "; leave the model out or choose another file");
    }
    return model;
  }
}
