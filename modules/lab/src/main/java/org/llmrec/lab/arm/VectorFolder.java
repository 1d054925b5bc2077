package org.llmrec.lab.arm;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.core.vector.VectorFileWriter;

/**
 * A folder of vector files that are never changed: each is written whole under another name, then
 * moved to its own. Several processes may share it, as equal names are only given to equal content.
 * Every file is read through once, when it is opened; it stays open until {@link #close}. For one
 * thread.
 */
final class VectorFolder implements AutoCloseable {
  /** Of every file. */
  static final String SUFFIX = ".vec";

  private static final String UNFINISHED = ".unfinished";

  /** Nobody writes at one file for longer: what is older was left behind by a killed process. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final Path folder;
  private final Map<String, VectorFile> open = new HashMap<>();

  VectorFolder(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
    try (DirectoryStream<Path> old = Files.newDirectoryStream(folder, "*" + UNFINISHED)) {
      for (Path file : old) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(Instant.now().minus(ABANDONED))) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** Adds the rows of one file. */
  @FunctionalInterface
  interface Rows {
    void writeTo(VectorFileWriter writer) throws IOException;
  }

  /** The names of all files, in their order. */
  List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        names.add(name.substring(0, name.length() - SUFFIX.length()));
      }
    }
    names.sort(null);
    return names;
  }

  /**
   * The file of that name, if there is one.
   *
   * @throws CorruptFileException if it is damaged
   */
  Optional<VectorFile> find(String name) throws IOException {
    VectorFile known = open.get(name);
    Path path = folder.resolve(name + SUFFIX);
    if (known == null && Files.exists(path)) {
      known = verified(path);
      open.put(name, known);
    }
    return Optional.ofNullable(known);
  }

  private static VectorFile verified(Path path) throws IOException {
    VectorFile file = null;
    try {
      file = VectorFile.open(path);
      file.verify();
      return file;
    } catch (CorruptFileException e) {
      if (file != null) {
        file.close();
      }
      CorruptFileException damaged =
          new CorruptFileException(
              FileCode.CACHE_DAMAGED,
              path,
              "a whole file of vectors",
              "damage: " + e.getMessage(),
              "delete it, and what it held is made again");
      damaged.initCause(e);
      throw damaged;
    }
  }

  /**
   * The file of that name, written first where there is none.
   *
   * @param dims the width D of its rows
   * @param meta what it says of itself
   */
  VectorFile findOrWrite(String name, int dims, Map<String, Object> meta, Rows rows)
      throws IOException {
    Optional<VectorFile> found = find(name);
    return found.isPresent() ? found.get() : write(name, dims, meta, rows);
  }

  private VectorFile write(String name, int dims, Map<String, Object> meta, Rows rows)
      throws IOException {
    Path part = Files.createTempFile(folder, "", UNFINISHED);
    try {
      VectorFileWriter writer = VectorFileWriter.create(part, dims, meta);
      try {
        rows.writeTo(writer);
        writer.close();
      } catch (IOException | RuntimeException | Error e) {
        writer.abort();
        throw e;
      }
      AtomicFiles.move(part, folder.resolve(name + SUFFIX));
    } finally {
      Files.deleteIfExists(part);
    }
    return find(name).orElseThrow();
  }

  @Override
  public void close() {
    open.values().forEach(VectorFile::close);
    open.clear();
  }
}
