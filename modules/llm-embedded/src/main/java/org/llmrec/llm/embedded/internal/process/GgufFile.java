package org.llmrec.llm.embedded.internal.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.DataCode;
import org.llmrec.core.error.EncoderCode;
import org.llmrec.core.error.LanguageModelCode;
import org.llmrec.core.io.Hashes;

/** A model's file, looked at before native code sees it. */
public final class GgufFile {
  private static final String MAGIC = "GGUF";
  // Magic, version, tensors, properties.
  private static final int HEADER = 24;
  private static final int OLDEST = 2;
  private static final int NEWEST = 3;
  private static final String ADVICE = "fetch the file again, or another one";

  private GgufFile() {}

  /**
   * Does nothing if it may be one.
   *
   * @param sha256 of the whole file, if known
   * @throws ConfigException if there is no such file
   * @throws CorruptFileException if it is something else, another version or not the one meant
   */
  public static void check(Path file, Optional<String> sha256) {
    if (!Files.isRegularFile(file)) {
      throw new ConfigException(
          DataCode.FILE_MISSING, "embedded: expected a GGUF file at " + file + ", found none");
    }
    try {
      ByteBuffer header = header(file);
      if (header.remaining() < HEADER) {
        throw new CorruptFileException(
            LanguageModelCode.ENGINE_MODEL,
            file,
            "a GGUF file",
            header.remaining() + " bytes",
            ADVICE);
      }
      byte[] magic = new byte[MAGIC.length()];
      header.get(magic);
      if (!MAGIC.equals(new String(magic, StandardCharsets.ISO_8859_1))) {
        throw new CorruptFileException(
            LanguageModelCode.ENGINE_MODEL, file, "a GGUF file", "another kind of file", ADVICE);
      }
      int version = header.getInt();
      if (version < OLDEST || version > NEWEST) {
        throw new CorruptFileException(
            LanguageModelCode.ENGINE_MODEL,
            file,
            "GGUF version " + OLDEST + " or " + NEWEST,
            "version " + version,
            ADVICE);
      }
      if (sha256.isPresent()) {
        String seen = Hashes.sha256(file);
        if (!seen.equals(sha256.get())) {
          throw new CorruptFileException(
              EncoderCode.MODEL_DAMAGED, file, "sha256 " + sha256.get(), seen, ADVICE);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static ByteBuffer header(Path file) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (header.hasRemaining() && channel.read(header) >= 0) {
        // Goes on until it is full or the file ends.
      }
    }
    return header.flip();
  }
}
