package org.llmrec.lab.run.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.json.Json;

/**
 * A folder with one gzipped JSON file for each {@link StoredRun}, named by its key's hash.
 * Thread-safe for different keys; one process at a time.
 */
public final class ResultStore {
  private static final String SUFFIX = ".json.gz";

  private final Path folder;

  private ResultStore(Path folder) {
    this.folder = folder;
  }

  /** Opens a folder, which is made where it is absent. */
  public static ResultStore open(Path folder) throws IOException {
    Files.createDirectories(folder);
    return new ResultStore(folder);
  }

  /** Where a run's file is, whether or not it is there. */
  public Path file(StoreKey key) {
    return folder.resolve(key.hash() + SUFFIX);
  }

  /**
   * The run of that key. One that cannot be read, or that says it belongs to another key, counts as
   * absent: it is cheaper to make it again than to ask a person.
   *
   * @throws IOException if the disk fails
   */
  public Optional<StoredRun> find(StoreKey key) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file(key)), 1 << 16)) {
      StoredRun run = Json.mapper().readValue(in, StoredRun.class);
      return run.key().equals(key.facts()) ? Optional.of(run) : Optional.empty();
    } catch (NoSuchFileException | ZipException | EOFException | JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Whether there is a file for that key; {@link #find} may still find it damaged. */
  public boolean has(StoreKey key) {
    return Files.exists(file(key));
  }

  /** Keeps a run under its key; whole or not at all. */
  public void put(StoreKey key, StoredRun run) throws IOException {
    ObjectWriter writer = Json.mapper().writerFor(StoredRun.class);
    AtomicFiles.write(
        file(key),
        out -> {
          GZIPOutputStream zipped = new GZIPOutputStream(out, 1 << 16);
          zipped.write(writer.writeValueAsBytes(run));
          zipped.finish();
        });
  }
}
