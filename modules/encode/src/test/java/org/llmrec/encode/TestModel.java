package org.llmrec.encode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.llmrec.core.json.Json;

/** The real models in folders below {@code target}, each made once. */
public final class TestModel {
  /** The first one's name. */
  public static final String NAME = "all-minilm-l6-v2";

  private TestModel() {}

  /** Where the first one lies. */
  public static Path folder() throws IOException {
    return folder(NAME);
  }

  /** Where one lies. */
  public static synchronized Path folder(String name) throws IOException {
    Path folder = Path.of("target", "models", name);
    EncoderModels.copyFromClasspath(name, folder);
    return folder;
  }

  /** An encoder of the first one. */
  public static TextEncoder open(int workers, int tokenBudget) throws IOException {
    return open(NAME, workers, tokenBudget);
  }

  /** An encoder of one. */
  public static TextEncoder open(String name, int workers, int tokenBudget) throws IOException {
    return OnnxTextEncoder.open(folder(name), new EncoderOptions(workers, tokenBudget));
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
