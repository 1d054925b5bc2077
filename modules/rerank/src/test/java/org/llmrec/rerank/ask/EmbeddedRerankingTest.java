package org.llmrec.rerank.ask;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.SmallModel;
import org.llmrec.llm.embedded.EmbeddedModel;
import org.llmrec.llm.embedded.EmbeddedOptions;

/** Over llama.cpp in a child process. */
@Tag("full")
class EmbeddedRerankingTest extends RealModelContract {
  private static LanguageModel model;

  @BeforeAll
  static void start() {
    model =
        EmbeddedModel.open(
            EmbeddedOptions.of(SmallModel.gguf()).threads(2).context(1024).parallel(2));
  }

  @AfterAll
  static void stop() {
    if (model != null) {
      model.close();
    }
  }

  @Override
  LanguageModel model() {
    return model;
  }
}
