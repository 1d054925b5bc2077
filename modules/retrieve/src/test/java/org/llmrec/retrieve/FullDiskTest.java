package org.llmrec.retrieve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.NIOFSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;

/** Builds that the disk ends: in a process whose files may not grow beyond a limit. */
class FullDiskTest {
  private static final int KILOBYTES = 64;

  @TempDir Path folder;

  /** The process. */
  public static void main(String[] arguments) {
    try {
      TestCatalogue.random(new Random(1), 2_000, 24, 16).build(Path.of(arguments[0]));
    } catch (UncheckedIOException e) {
      System.out.println("refused: " + e.getMessage());
    }
  }

  @Test
  void aBuildThatTheDiskEndsSaysSoAndLeavesNoIndex() throws Exception {
    Path shell = Path.of("/bin/sh");
    assumeTrue(Files.isExecutable(shell), "skipped: no " + shell + " to limit a process with");
    Path index = folder.resolve("index");
    Process child =
        new ProcessBuilder(
                shell.toString(),
                "-c",
                "ulimit -f $0 && exec \"$@\"",
                Integer.toString(2 * KILOBYTES),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // A log of its own would be cut off too.
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                FullDiskTest.class.getName(),
                index.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, child.waitFor(), said);
    assertTrue(said.contains("refused: " + index + ": cannot write the index"), said);
    assertThrows(CorruptFileException.class, () -> CatalogueIndex.open(index));
    ConfigException again =
        assertThrows(
            ConfigException.class, () -> TestCatalogue.random(new Random(1), 5, 4, 4).build(index));
    assertTrue(again.getMessage().contains(index.toString()), again.getMessage());
    TestCatalogue.random(new Random(1), 2_000, 24, 16).build(folder.resolve("with space"));
    try (CatalogueIndex whole = CatalogueIndex.open(folder.resolve("with space"))) {
      assertEquals(2_000, whole.size());
    }
  }

  @Test
  void anIndexOfANewerLuceneIsRefusedWithWhatToDo() throws IOException {
    Path index = folder.resolve("index");
    TestCatalogue.random(new Random(2), 20, 4, 4).build(index);
    String segments;
    try (Directory directory = new NIOFSDirectory(index)) {
      segments = SegmentInfos.getLastCommitSegmentsFileName(directory);
    }
    Path file = index.resolve(segments);
    byte[] bytes = Files.readAllBytes(file);
    // Magic, then the codec's name with its length, then the version: one that is not known yet.
    int version = Integer.BYTES + 1 + bytes[Integer.BYTES];
    bytes[version + 3] = 127;
    Files.write(file, bytes);
    CorruptFileException e =
        assertThrows(CorruptFileException.class, () -> CatalogueIndex.open(index));
    assertTrue(e.getMessage().contains("newer version"), e.getMessage());
    assertFalse(Files.notExists(file), "nothing is deleted");
    try (Directory still = FSDirectory.open(index)) {
      assertTrue(still.listAll().length > 1);
    }
  }
}
