package org.llmrec.lab.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LanguageModelCode;
import org.llmrec.lab.experiment.LlmSpec;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.LanguageModels;
import org.llmrec.llm.guard.GuardOptions;
import org.llmrec.llm.guard.GuardedModel;
import org.llmrec.llm.record.RecordingModel;

/** The experiment's language model, opened when a list is to be reranked. Thread-safe. */
final class Llm implements AutoCloseable {
  private final Optional<LlmSpec> spec;
  private LanguageModel model;

  Llm(Optional<LlmSpec> spec) {
    this.spec = spec;
  }

  /** What it is called; empty where there is none. */
  String called() {
    return spec.map(LlmSpec::called).orElse("");
  }

  /**
   * The model. It stays ours.
   *
   * @throws ConfigException if the experiment names none, or it cannot be opened
   */
  synchronized LanguageModel model() {
    if (model == null) {
      LlmSpec named =
          spec.orElseThrow(
              () ->
                  new ConfigException(
                      LanguageModelCode.LLM_MISSING,
                      "reranked: expected a language model, found none; add to the experiment "
                          + " llm: {kind: openai, model: NAME, base-url: URL}"));
      model = open(named);
    }
    return model;
  }

  private static LanguageModel open(LlmSpec named) {
    LanguageModel bare = LanguageModels.open(named.settings());
    LanguageModel guarded = GuardedModel.around(bare, GuardOptions.defaults());
    if (named.record().isEmpty()) {
      return guarded;
    }
    try {
      return RecordingModel.around(guarded, named.record().get());
    } catch (IOException e) {
      guarded.close();
      throw new UncheckedIOException("cannot record into " + named.record().get(), e);
    } catch (RuntimeException e) {
      guarded.close();
      throw e;
    }
  }

  @Override
  public synchronized void close() {
    if (model != null) {
      model.close();
    }
  }
}
