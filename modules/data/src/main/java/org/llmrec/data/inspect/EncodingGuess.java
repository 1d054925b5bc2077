package org.llmrec.data.inspect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.llmrec.data.packed.PackedFiles;
import org.llmrec.data.record.Encoding;
import org.llmrec.data.record.FileFacts;
import org.llmrec.data.record.Format;

/** Whether a text's beginning is UTF-8; what is not, is taken for Latin-1, which all bytes are. */
final class EncodingGuess {
  private static final int BYTES = 1 << 20;

  private EncodingGuess() {}

  static Encoding of(Path file, FileFacts facts) throws IOException {
    if (facts.format() == Format.PARQUET) {
      return Encoding.UTF_8;
    }
    byte[] head;
    try (InputStream in = PackedFiles.open(file)) {
      head = in.readNBytes(BYTES);
    }
    boolean ascii = true;
    int end = head.length;
    // Where more follows, the last character may be cut in two: no byte of one is a line end.
    while (head.length == BYTES && end > 1 && head[end - 1] != '\n') {
      end--;
    }
    for (int i = 0; i < end && ascii; i++) {
      ascii = head[i] >= 0;
    }
    if (ascii) {
      return facts.encoding();
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(head, 0, end));
      return Encoding.UTF_8;
    } catch (CharacterCodingException e) {
      return Encoding.LATIN1;
    }
  }
}
