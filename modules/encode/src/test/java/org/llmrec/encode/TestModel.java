package org.llmrec.encode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.llmrec.core.json.Json;

/** The real model in a folder below {@code target}, made once. */
public final class TestModel {
  /** Its name. */
  public static final String NAME = "all-minilm-l6-v2";

  private TestModel() {}

  /** Where it lies. */
  public static synchronized Path folder() throws IOException {
    Path folder = Path.of("target", "models", NAME);
    EncoderModels.copyFromClasspath(NAME, folder);
    return folder;
  }

  /** An encoder of it. */
  public static TextEncoder open(int workers, int tokenBudget) throws IOException {
    return OnnxTextEncoder.open(folder(), new EncoderOptions(workers, tokenBudget));
  }

  /** What it is. */
  public static EncoderManifest manifest() {
    return EncoderModels.manifest(NAME);
  }

  /** The same files in an empty folder, with something else said of them. */
  static TextEncoder variant(Path empty, EncoderManifest manifest) throws IOException {
    for (String file : manifest.files().keySet()) {
      Files.createSymbolicLink(empty.resolve(file), folder().resolve(file).toAbsolutePath());
    }
    Json.write(empty.resolve(EncoderManifest.FILE_NAME), manifest);
    return OnnxTextEncoder.open(empty, new EncoderOptions(1, 1024));
  }
}
