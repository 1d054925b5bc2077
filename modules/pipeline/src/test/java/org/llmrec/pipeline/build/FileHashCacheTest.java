package org.llmrec.pipeline.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.io.Hashes;

class FileHashCacheTest {
  @TempDir Path folder;
  private Path workspace;
  private Path input;

  @BeforeEach
  void makeInput() throws IOException {
    workspace = Files.createDirectory(folder.resolve("ws"));
    input = Files.writeString(folder.resolve("input"), "one");
    age(input, 60);
  }

  @Test
  void aStillFileIsNotReadAgain() throws IOException {
    String hash = hash();
    assertEquals(Hashes.sha256("one"), hash);
    FileTime time = Files.getLastModifiedTime(input);
    // In place, with the same size, inode and time: only a reader of the bytes would notice.
    Files.writeString(input, "two");
    Files.setLastModifiedTime(input, time);
    assertEquals(hash, hash());
  }

  @Test
  void anotherTimeSizeOrInodeIsNoticed() throws IOException {
    hash();
    FileTime time = Files.getLastModifiedTime(input);
    Files.writeString(input, "two");
    age(input, 30);
    assertEquals(Hashes.sha256("two"), hash());
    Files.writeString(input, "three");
    Files.setLastModifiedTime(input, time);
    assertEquals(Hashes.sha256("three"), hash());
    Path other = Files.writeString(folder.resolve("other"), "seven");
    Files.setLastModifiedTime(other, time);
    Files.move(other, input, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertEquals(Hashes.sha256("seven"), hash());
  }

  @Test
  void aFileThatWasJustWrittenIsNotRemembered() throws IOException {
    Files.writeString(input, "two");
    FileTime time = Files.getLastModifiedTime(input);
    assertEquals(Hashes.sha256("two"), hash());
    Files.writeString(input, "six");
    Files.setLastModifiedTime(input, time);
    assertEquals(Hashes.sha256("six"), hash());
  }

  @Test
  void aDamagedCacheCountsAsEmpty() throws IOException {
    hash();
    Path file = workspace.resolve("file-hashes.json");
    for (String text : new String[] {"", "{", "{}", "null", "{\"files\": null}", "[1]"}) {
      Files.writeString(file, text);
      assertEquals(Hashes.sha256("one"), hash());
    }
    assertNotEquals("[1]", Files.readString(file));
  }

  @Test
  void whatIsNoFileIsTheCallersMistake() throws IOException {
    FileHashCache cache = FileHashCache.open(workspace);
    assertThrows(ConfigException.class, () -> cache.hash(folder));
    assertThrows(ConfigException.class, () -> cache.hash(folder.resolve("absent")));
    cache.save();
    assertFalse(Files.exists(workspace.resolve("file-hashes.json")));
  }

  private String hash() throws IOException {
    FileHashCache cache = FileHashCache.open(workspace);
    String hash = cache.hash(input).sha256();
    cache.save();
    return hash;
  }

  private static void age(Path file, long seconds) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(seconds)));
  }
}
