package org.llmrec.data.collection;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;

/**
 * Which characters a file's bytes stand for. Collections of the nineties do not say: what is UTF-8
 * from end to end is UTF-8, everything else ISO-8859-1, in which all bytes mean something.
 */
final class TextEncoding {
  private static final int PIECE = 1 << 16;

  private TextEncoding() {}

  /**
   * Finds it out, which takes a reading of the whole file.
   *
   * @param declared what the caller knows
   * @throws ConfigException if UTF-8 is declared and the file is something else
   */
  static Charset of(Path file, Optional<Charset> declared) throws IOException {
    if (declared.isPresent() && !declared.get().equals(StandardCharsets.UTF_8)) {
      return declared.get();
    }
    if (isUtf8(file)) {
      return StandardCharsets.UTF_8;
    }
    if (declared.isPresent()) {
      throw new ConfigException(
          DataCode.TEXT_ENCODING,
          file
              + ": expected UTF-8 as declared, found bytes that are not; declare iso-8859-1, or"
              + " nothing, to have it found out");
    }
    return StandardCharsets.ISO_8859_1;
  }

  /** The text, without a byte-order mark. */
  static Reader reader(Path file, Charset charset) throws IOException {
    Reader in =
        new BufferedReader(new InputStreamReader(CollectionFiles.open(file), charset), PIECE);
    in.mark(1);
    if (in.read() != '\uFEFF') {
      in.reset();
    }
    return in;
  }

  private static boolean isUtf8(Path file) throws IOException {
    try (InputStream bytes = CollectionFiles.open(file);
        Reader in =
            new InputStreamReader(
                bytes,
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT))) {
      char[] piece = new char[PIECE];
      int read = 0;
      while (read >= 0) {
        read = in.read(piece);
      }
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
