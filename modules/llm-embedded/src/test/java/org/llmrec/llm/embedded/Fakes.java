package org.llmrec.llm.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.llmrec.llm.embedded.internal.process.EngineCommand;

/** Files that look like models from outside, and the engine that takes them. */
final class Fakes {
  static final EngineCommand ENGINE = new EngineCommand(FakeEngine.class);

  private Fakes() {}

  /** The header of a GGUF file, and nothing after it. */
  static Path gguf(Path folder, String name) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    header.put("GGUF".getBytes(StandardCharsets.ISO_8859_1)).putInt(3).putLong(1).putLong(1);
    return Files.write(folder.resolve(name), header.array());
  }

  static EmbeddedModel open(Path file) {
    return EmbeddedModel.open(EmbeddedOptions.of(file).threads(1).parallel(2), ENGINE);
  }

  /** One whose calls knock at a port and then hang. */
  static EmbeddedModel hanging(Path file, int port) {
    EmbeddedOptions options =
        new EmbeddedOptions(
            "hanging", file, Optional.empty(), 0, 1, 1, Optional.of(Integer.toString(port)));
    return EmbeddedModel.open(options, ENGINE);
  }
}
