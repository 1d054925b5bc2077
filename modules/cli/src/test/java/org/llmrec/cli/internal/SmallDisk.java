package org.llmrec.cli.internal;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A disk of a few megabytes in memory, which can be filled to the last byte. */
final class SmallDisk implements AutoCloseable {
  private final Path folder;
  private final Path ballast;

  private SmallDisk(Path folder) {
    this.folder = folder;
    this.ballast = folder.resolve("ballast");
  }

  /** Mounted at an empty folder; where that is not allowed the test is skipped. */
  static SmallDisk at(Path folder, int megabytes) throws IOException, InterruptedException {
    Process mount =
        new ProcessBuilder(
                "/bin/sh",
                "-c",
                "mount -t tmpfs -o size=" + megabytes + "m tmpfs \"$0\" 2>&1",
                folder.toString())
            .start();
    String said = new String(mount.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assumeTrue(
        mount.waitFor() == 0,
        () -> "skipped: no small disk can be mounted here (" + said.strip() + ")");
    return new SmallDisk(folder);
  }

  Path folder() {
    return folder;
  }

  /**
   * Leaves no byte, nor one that comes back later: of a file that was deleted while it was mapped,
   * the bytes are given back when its buffers are collected, in the middle of what is tested.
   */
  void fill() throws IOException, InterruptedException {
    for (int tries = 0; deletedAndMapped(); tries++) {
      if (tries == 1_000) {
        throw new IllegalStateException("a deleted file stays mapped in " + folder);
      }
      System.gc();
      Thread.sleep(10);
    }
    byte[] block = new byte[4096];
    try (OutputStream out =
        Files.newOutputStream(ballast, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      // As was wanted.
    }
  }

  private boolean deletedAndMapped() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/maps")).stream()
        .anyMatch(line -> line.endsWith(" (deleted)") && line.contains(folder + "/"));
  }

  /** Leaves all that others have not taken. */
  void free() throws IOException {
    Files.deleteIfExists(ballast);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    new ProcessBuilder("umount", "-l", folder.toString()).inheritIO().start().waitFor();
  }
}
