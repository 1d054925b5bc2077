package org.llmrec.rerank.ask;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.LanguageModels;
import org.llmrec.llm.LlamaServer;
import org.llmrec.llm.ModelSettings;
import org.llmrec.llm.SmallModel;

/** Over llama.cpp's own server. */
@Tag("full")
class LlamaServerRerankingTest extends RealModelContract {
  private static LlamaServer server;
  private static LanguageModel model;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    server = LlamaServer.start(SmallModel.gguf(), SmallModel.python());
    model =
        LanguageModels.open(
            new ModelSettings(
                "openai", "smollm2", Map.of("base-url", server.url().toString()), Path.of(".")));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      model.close();
      server.close();
    }
  }

  @Override
  LanguageModel model() {
    return model;
  }
}
