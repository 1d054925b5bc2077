package org.llmrec.encode;

import java.io.IOException;
import java.nio.file.Path;

/** The real model in a folder below {@code target}, made once. */
final class TestModel {
  static final String NAME = "all-minilm-l6-v2";

  private TestModel() {}

  static synchronized Path folder() throws IOException {
    Path folder = Path.of("target", "models", NAME);
    EncoderModels.copyFromClasspath(NAME, folder);
    return folder;
  }

  static TextEncoder open(int workers, int tokenBudget) throws IOException {
    return OnnxTextEncoder.open(folder(), new EncoderOptions(workers, tokenBudget));
  }
}
