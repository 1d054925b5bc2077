package org.llmrec.pipeline.build;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.DataCode;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;

/**
 * Hashes of the user's files, remembered by path, size, modification time and inode, so that a file
 * of 10 GB is not read again to learn that nothing changed.
 *
 * <p>A file's clock has a step: one written twice within it keeps its time. So a hash is remembered
 * only when the file had already been still for {@link #STILL} when it was read. Not thread-safe.
 */
final class FileHashCache {
  static final Duration STILL = Duration.ofSeconds(2);
  private static final System.Logger LOG = System.getLogger(FileHashCache.class.getName());
  private static final String FILE = "file-hashes.json";

  /**
   * What a file looks like from outside.
   *
   * @param size bytes
   * @param modified nanosecond time stamp, as text
   * @param inode the file system's key, or empty where it has none
   */
  record Look(long size, String modified, String inode) {
    static Look at(Path file) throws IOException {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return new Look(
          found.size(),
          found.lastModifiedTime().toInstant().toString(),
          Objects.toString(found.fileKey(), ""));
    }
  }

  /** A file's hash, and what it looked like before it was read. */
  record Hashed(Look look, String sha256) {}

  /** The whole file. */
  record Content(Map<String, Hashed> files) {}

  private final Path file;
  private final Map<String, Hashed> entries;
  private boolean changed;

  private FileHashCache(Path file, Map<String, Hashed> entries) {
    this.file = file;
    this.entries = new TreeMap<>(entries);
  }

  /** The workspace's cache; one that is damaged counts as empty. */
  static FileHashCache open(Path workspace) throws IOException {
    Path file = workspace.resolve(FILE);
    try {
      Map<String, Hashed> files = Json.read(file, Content.class).files();
      return new FileHashCache(file, files == null ? Map.of() : files);
    } catch (NoSuchFileException | CorruptFileException | JsonProcessingException e) {
      return new FileHashCache(file, Map.of());
    }
  }

  /**
   * The SHA-256 of a file of the user's.
   *
   * @throws ConfigException if it is not there or no plain file
   */
  Hashed hash(Path input) throws IOException {
    if (!Files.isRegularFile(input)) {
      throw new ConfigException(
          DataCode.FILE_MISSING,
          "expected a file at "
              + input
              + ", found "
              + (Files.isDirectory(input) ? "a folder" : "none")
              + "; correct the path in llmrec.yaml");
    }
    String name = input.toRealPath().toString();
    Look before = Look.at(input);
    Hashed known = entries.get(name);
    if (known != null && known.look().equals(before)) {
      return known;
    }
    Instant start = Instant.now();
    Hashed hashed = new Hashed(before, Hashes.sha256(input));
    boolean still = Instant.parse(before.modified()).isBefore(start.minus(STILL));
    if (still && Look.at(input).equals(before)) {
      entries.put(name, hashed);
      changed = true;
    } else if (entries.remove(name) != null) {
      changed = true;
    }
    return hashed;
  }

  /** Writes what was learnt, or goes on without where the disk is full; only under the lock. */
  void keep() {
    try {
      save();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "inputs will be hashed again: {0}", e.getMessage());
    }
  }

  /** Writes what was learnt; only under the write lock. */
  void save() throws IOException {
    if (changed) {
      Json.write(file, new Content(entries));
      changed = false;
    }
  }
}
