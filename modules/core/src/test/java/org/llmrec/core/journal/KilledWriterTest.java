package org.llmrec.core.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Item;

/** A process that writes, and says what is safe, until it is killed. */
class KilledWriterTest {
  @TempDir Path workspace;

  /** The process: writes items of random length for ever, and a number for each that is safe. */
  public static void main(String[] arguments) {
    Random random = new Random(Long.parseLong(arguments[1]));
    try (ItemJournal journal = ItemJournal.open(Path.of(arguments[0]), 0)) {
      for (long n = journal.content().last() + 1; ; n++) {
        String text = "word ".repeat(random.nextInt(20_000));
        Item item = new Item("i" + n, "Item " + n, text, List.of(), Map.of());
        System.out.println(journal.append(List.of(new ItemChange.Put(item))).get(0).sequence());
      }
    }
  }

  @Test
  void everythingThatWasSaidToBeSafeIsThere() throws Exception {
    killInALoop(2, 41);
  }

  @Test
  @Tag("full")
  void everythingThatWasSaidToBeSafeIsThereHoweverOftenItIsKilled() throws Exception {
    killInALoop(25, 42);
  }

  private void killInALoop(int rounds, long seed) throws Exception {
    Random random = new Random(seed);
    for (int round = 0; round < rounds; round++) {
      Process child =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  KilledWriterTest.class.getName(),
                  workspace.toString(),
                  Long.toString(seed + round))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      long safe = readUntilKilled(child, 1 + random.nextInt(30));
      JournalContent content = JournalContent.read(workspace);
      String label = "seed " + seed + ", round " + round;
      assertTrue(content.last() >= safe, label + ": " + content.last() + " of " + safe);
      for (int i = 0; i < content.entries().size(); i++) {
        assertEquals("i" + (i + 1), content.entries().get(i).change().id(), label);
      }
      try (ItemJournal journal = ItemJournal.open(workspace, 0)) {
        assertEquals(content, journal.content(), label);
      }
    }
  }

  private static long readUntilKilled(Process child, int lines) throws IOException {
    long safe = 0;
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII))) {
      String line = said.readLine();
      for (int n = 1; line != null; n++) {
        safe = Long.parseLong(line);
        if (n == lines) {
          // By its handle, which leaves open what it said before it was killed.
          child.toHandle().destroyForcibly();
        }
        line = said.readLine();
      }
    }
    assertTrue(safe > 0, "the process wrote nothing");
    return safe;
  }
}
