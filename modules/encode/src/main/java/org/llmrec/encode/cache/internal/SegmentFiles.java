package org.llmrec.encode.cache.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the two files of a segment are. Nothing else below a cache is ever looked at or deleted.
 *
 * @param space the folder
 * @param number from 1; a greater one is younger
 */
public record SegmentFiles(Path space, int number) {
  private static final String KEYS = ".keys";
  private static final String VECTORS = ".vectors";
  private static final Pattern NAME = Pattern.compile("([0-9]{9})(?:\\.keys|\\.vectors)");
  private static final Pattern SPACE = Pattern.compile("[0-9a-f]{16}");

  Path keys() {
    return file(KEYS);
  }

  Path vectors() {
    return file(VECTORS);
  }

  private Path file(String suffix) {
    StringBuilder digits = new StringBuilder(Integer.toString(number));
    while (digits.length() < 9) {
      digits.insert(0, '0');
    }
    return space.resolve(digits + suffix);
  }

  /** Those of which at least one file is there, the oldest first; none of a folder that is not. */
  static List<SegmentFiles> in(Path space) throws IOException {
    TreeSet<Integer> numbers = new TreeSet<>();
    for (Path file : entries(space)) {
      var name = NAME.matcher(file.getFileName().toString());
      if (name.matches()) {
        numbers.add(Integer.parseInt(name.group(1)));
      }
    }
    return numbers.stream().map(number -> new SegmentFiles(space, number)).toList();
  }

  /** Those of all spaces of a cache, that which was written to longest ago first. */
  static List<SegmentFiles> below(Path cache) throws IOException {
    record Aged(SegmentFiles files, FileTime written) {}
    List<Aged> all = new ArrayList<>();
    for (Path space : spaces(cache)) {
      for (SegmentFiles files : in(space)) {
        all.add(new Aged(files, files.written()));
      }
    }
    return all.stream()
        .sorted(
            Comparator.comparing(Aged::written)
                .thenComparing(aged -> aged.files().vectors().toString()))
        .map(Aged::files)
        .toList();
  }

  /** The folders of all spaces of a cache. */
  static List<Path> spaces(Path cache) throws IOException {
    return entries(cache).stream()
        .filter(space -> SPACE.matcher(space.getFileName().toString()).matches())
        .toList();
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    }
  }

  private FileTime written() throws IOException {
    for (Path file : List.of(vectors(), keys())) {
      try {
        return Files.getLastModifiedTime(file);
      } catch (NoSuchFileException e) {
        // The other one is there, or was a moment ago.
      }
    }
    return FileTime.fromMillis(0);
  }

  /** What all of a cache take on the disk. */
  public static long bytes(Path cache) throws IOException {
    long bytes = 0;
    for (SegmentFiles files : below(cache)) {
      bytes += files.bytes();
    }
    return bytes;
  }

  /** What both take on the disk. */
  long bytes() throws IOException {
    long bytes = 0;
    for (Path file : List.of(vectors(), keys())) {
      try {
        bytes += Files.size(file);
      } catch (NoSuchFileException e) {
        // It takes nothing.
      }
    }
    return bytes;
  }

  /** Keys first: without them the vectors are nobody's. */
  void delete() throws IOException {
    Files.deleteIfExists(keys());
    Files.deleteIfExists(vectors());
  }
}
