package org.llmrec.retrieve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Deadline;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.io.AtomicFiles;

/** A damaged file gives the right answer or says which file is damaged. */
class DamageTest {
  private enum Damage {
    DELETE,
    EMPTY,
    HALVE,
    FLIP
  }

  @TempDir Path folder;

  @Test
  void everyDamageToAnIndexIsNoticedByVerify() throws IOException {
    Random random = new Random(21);
    Path whole = folder.resolve("whole");
    TestCatalogue.random(random, 200, 4, 4).build(whole);
    List<Path> files;
    try (Stream<Path> list = Files.list(whole)) {
      files = list.sorted().toList();
    }
    int[] expected = answers(whole);
    int noticed = 0;
    for (Path file : files) {
      for (Damage damage : Damage.values()) {
        Path copy = folder.resolve("copy");
        AtomicFiles.deleteTree(copy);
        Files.createDirectories(copy);
        for (Path each : files) {
          Files.copy(each, copy.resolve(each.getFileName()));
        }
        damage(copy.resolve(file.getFileName()), damage, random);
        try {
          assertArrayEquals(expected, answers(copy), file + " " + damage);
        } catch (CorruptFileException e) {
          assertTrue(e.getMessage().contains(copy.toString()), e.getMessage());
          noticed++;
        }
      }
    }
    assertEquals(files.size() * Damage.values().length, noticed);
  }

  private static int[] answers(Path folder) {
    try (CatalogueIndex index = CatalogueIndex.open(folder)) {
      index.verify();
      return index.search(Filter.none(), new int[0], Deadline.none()).words("love", 9).ordinals();
    }
  }

  @Test
  void everyDamageToTheSeenItemsIsNoticed() throws IOException {
    Random random = new Random(22);
    Path whole = folder.resolve("seen.bin");
    SeenItemsWriter.write(
        whole,
        10,
        List.of("ann", "bob", "cy"),
        new int[] {0, 0, 1, 2},
        new int[] {3, 4, 9, 0},
        new BitSet());
    for (int round = 0; round < 300; round++) {
      for (Damage damage : Damage.values()) {
        Path copy = folder.resolve("copy.bin");
        Files.deleteIfExists(copy);
        Files.copy(whole, copy);
        damage(copy, damage, random);
        try (SeenItems seen = SeenItems.open(copy)) {
          seen.verify();
          // Only a bit of the padding may pass, and that says nothing.
          assertArrayEquals(new int[] {3, 4}, seen.of("ann"));
        } catch (CorruptFileException e) {
          assertTrue(e.getMessage().contains("copy.bin"), e.getMessage());
        } catch (ConfigException e) {
          assertEquals(Damage.DELETE, damage);
        }
        try (SeenItems seen = SeenItems.open(copy)) {
          // Unverified, the worst is a wrong list; never an exception of another kind.
          seen.of("bob");
        } catch (CorruptFileException | ConfigException e) {
          assertTrue(e.getMessage().contains("copy.bin"), e.getMessage());
        }
      }
    }
  }

  private static void damage(Path file, Damage damage, Random random) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    switch (damage) {
      case DELETE -> Files.delete(file);
      case EMPTY -> Files.write(file, new byte[0]);
      case HALVE -> Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
      case FLIP -> {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, bytes);
      }
    }
  }
}
