package org.llmrec.pipeline.internal.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.text.TextHashes;

class TextMarksTest {
  private static final List<String> TEXTS =
      List.of(
          "", "a ship", "A ship", "a ship ", "größer", "\uD83D\uDE80", "a?", "a\uD800", "7", "8");

  @TempDir Path folder;

  @Test
  void whatIsReadIsWhatWasWritten() throws IOException {
    TextMarks read = TextMarks.read(written(TEXTS));
    assertEquals(TEXTS.size(), read.hashes().size());
    byte[] hash = Hashes.sha256().digest("a ship".getBytes(StandardCharsets.UTF_16BE));
    byte[] file = Files.readAllBytes(folder.resolve("texts.sha"));
    assertArrayEquals(Arrays.copyOf(hash, 16), Arrays.copyOfRange(file, 40, 56));
    for (int i = 0; i < TEXTS.size(); i++) {
      TextHashes one = new TextHashes(1);
      one.add(TEXTS.get(i));
      assertEquals(one.high(0), read.hashes().high(i));
      assertEquals(one.low(0), read.hashes().low(i));
      for (int j = 0; j < i; j++) {
        assertNotEquals(read.hashes().low(j), read.hashes().low(i), TEXTS.get(i));
      }
    }
    BitSet cut = new BitSet();
    cut.set(1);
    cut.set(9);
    assertEquals(cut, read.cut());
    assertEquals(0, TextMarks.read(written(List.of())).hashes().size());
  }

  @Test
  void everyChangeIsFound() throws IOException {
    Path file = written(TEXTS);
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= 0x40;
      Files.write(file, changed);
      assertThrows(CorruptFileException.class, () -> TextMarks.read(file), "byte " + i);
      Files.write(file, Arrays.copyOf(whole, i));
      assertThrows(CorruptFileException.class, () -> TextMarks.read(file), i + " bytes");
    }
    Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    assertThrows(CorruptFileException.class, () -> TextMarks.read(file));
    Files.delete(file);
    assertThrows(CorruptFileException.class, () -> TextMarks.read(file));
  }

  private Path written(List<String> texts) throws IOException {
    TextHashes hashes = new TextHashes(0);
    texts.forEach(hashes::add);
    BitSet cut = new BitSet();
    for (int i = 1; i < texts.size(); i += 8) {
      cut.set(i);
    }
    Path file = folder.resolve("texts.sha");
    new TextMarks(hashes, cut).write(file);
    return file;
  }
}
