package org.llmrec.examples.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the sample: a first night, and a second on which nothing has changed. */
class NightlyTest {
  @TempDir private Path folder;

  @Test
  void everybodyHasAListAndTheSecondNightChangesNothing() throws IOException {
    List<String> first = night();

    assertTrue(first.size() > 100, "found " + first.size());
    first.stream()
        .skip(1)
        .forEach(line -> assertEquals(10, line.split(",")[1].split(" ").length, line));
    assertEquals(first, night());
  }

  private List<String> night() throws IOException {
    Path sample = Path.of(System.getProperty("sample"));
    Path out = folder.resolve("lists.csv");
    Nightly.main(
        new String[] {
          sample.resolve("catalogue.jsonl").toString(),
          sample.resolve("interactions.csv").toString(),
          folder.resolve("ws").toString(),
          out.toString()
        });
    return Files.readAllLines(out);
  }
}
