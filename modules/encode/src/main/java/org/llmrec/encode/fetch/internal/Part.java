package org.llmrec.encode.fetch.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.json.Json;

/**
 * A file that is being downloaded, and a note beside it of what it is a part of, so that another
 * process can go on with it.
 *
 * @param file the bytes so far
 */
record Part(Path file) {

  /**
   * What the bytes are a part of.
   *
   * @param address the file's
   * @param validator what the server called this very version, a strong ETag or a date; empty if it
   *     did not say
   */
  record Origin(String address, String validator) {}

  /** How many bytes are there. */
  long size() throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  /** What they are a part of; of nothing if the note is missing or damaged. */
  Origin origin() throws IOException {
    if (!Files.exists(note())) {
      return new Origin("", "");
    }
    try {
      return Json.read(note(), Origin.class);
    } catch (CorruptFileException e) {
      return new Origin("", "");
    }
  }

  /** Begins anew. */
  void begin(Origin origin) throws IOException {
    discard();
    Json.write(note(), origin);
    Files.createFile(file);
  }

  /** Forgets everything. */
  void discard() throws IOException {
    // The note first: bytes without one are never gone on with.
    Files.deleteIfExists(note());
    Files.deleteIfExists(file);
  }

  /** Hands over the whole file. */
  void moveTo(Path target) throws IOException {
    Files.createDirectories(target.getParent());
    Files.deleteIfExists(note());
    Files.move(file, target);
  }

  private Path note() {
    return file.resolveSibling(file.getFileName() + ".json");
  }
}
