package org.llmrec.data.collection;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.data.packed.PackedFiles;

/**
 * The files of a collection, packed with gzip or zstd or not: which it is, their first bytes say.
 */
public final class CollectionFiles {
  private static final int PROBE = 1 << 16;

  private CollectionFiles() {}

  /**
   * The file itself, or all files below a folder in the order of their paths, without those that
   * are hidden or lie in a hidden folder.
   *
   * @throws ConfigException if there is no such file or folder, or no file in it
   */
  public static List<Path> below(Path path) throws IOException {
    if (Files.isRegularFile(path)) {
      return List.of(path);
    }
    if (!Files.isDirectory(path)) {
      throw new ConfigException(
          DataCode.FILE_MISSING, path + ": expected a file or a folder of files, found nothing");
    }
    try (Stream<Path> tree = Files.walk(path)) {
      List<Path> files =
          tree.filter(Files::isRegularFile)
              .filter(f -> isPlain(path.relativize(f)))
              .sorted()
              .toList();
      if (files.isEmpty()) {
        throw new ConfigException(
            DataCode.DATA_EMPTY, path + ": expected a folder with files, found none in it");
      }
      return files;
    }
  }

  private static boolean isPlain(Path relative) {
    return StreamSupport.stream(relative.spliterator(), false)
        .noneMatch(name -> name.toString().startsWith("."));
  }

  /**
   * The file's bytes, unpacked.
   *
   * @throws ConfigException if it is not there, or is UTF-16
   */
  static InputStream open(Path file) throws IOException {
    BufferedInputStream bytes = new BufferedInputStream(PackedFiles.open(file), PROBE);
    try {
      bytes.mark(2);
      int first = bytes.read();
      int second = bytes.read();
      bytes.reset();
      if ((first == 0xfe && second == 0xff) || (first == 0xff && second == 0xfe)) {
        throw new ConfigException(
            DataCode.TEXT_ENCODING,
            file + ": expected UTF-8 or ISO-8859-1, found UTF-16; convert it first");
      }
      return bytes;
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  /** The first characters of a file; only ASCII among them is reliable. */
  static String beginning(Path file) throws IOException {
    try (InputStream in = open(file)) {
      String text = new String(in.readNBytes(PROBE), StandardCharsets.UTF_8);
      return (text.startsWith("\uFEFF") ? text.substring(1) : text).stripLeading();
    }
  }
}
