package org.llmrec.core.generation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The output of one stage.
 *
 * @param stage its name, such as {@code import} or {@code encode/description}
 * @param key the first 16 hexadecimal digits of the hash of what went in
 * @param folder {@code stages/<stage>/<key>}, relative to the workspace
 * @param files all below {@code folder}, sorted by path
 */
public record StageEntry(String stage, String key, String folder, List<FileEntry> files) {
  private static final Pattern STAGE =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*");
  static final Pattern KEY = Pattern.compile("[0-9a-f]{16}");

  /** The folder in a workspace that holds every stage's outputs. */
  public static final String STAGES = "stages";

  /**
   * Checks the fields and copies the list.
   *
   * @throws IllegalArgumentException if a name is malformed, the folder is not the stage's, or a
   *     file lies elsewhere or is listed twice
   */
  public StageEntry {
    if (!STAGE.matcher(stage).matches()) {
      throw new IllegalArgumentException("not a stage's name: \"" + stage + "\"");
    }
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("not a stage's key: \"" + key + "\"");
    }
    String expected = folder(stage, key);
    if (!expected.equals(folder)) {
      throw new IllegalArgumentException("expected folder " + expected + ", found " + folder);
    }
    files = List.copyOf(files);
    Set<String> seen = new HashSet<>();
    for (FileEntry file : files) {
      if (!file.path().startsWith(folder + "/")) {
        throw new IllegalArgumentException(file.path() + " does not lie in " + folder);
      }
      if (!seen.add(file.path())) {
        throw new IllegalArgumentException(file.path() + " is listed twice");
      }
    }
  }

  /** Where the output of {@code stage} for {@code key} lies, relative to the workspace. */
  public static String folder(String stage, String key) {
    return STAGES + "/" + stage + "/" + key;
  }

  /**
   * Describes what lies in the stage's folder; reads every file once to hash it.
   *
   * @throws IOException if the folder is not there or cannot be read
   */
  public static StageEntry scan(Path workspace, String stage, String key) throws IOException {
    String folder = folder(stage, key);
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(RelativePaths.resolve(workspace, folder))) {
      paths = walk.filter(Files::isRegularFile).sorted().toList();
    }
    List<FileEntry> files = new ArrayList<>();
    for (Path path : paths) {
      files.add(FileEntry.of(workspace, path));
    }
    return new StageEntry(stage, key, folder, files);
  }

  /** The file of that name, which is relative to {@link #folder}, if the stage left one. */
  public Optional<FileEntry> file(String name) {
    String path = folder + "/" + name;
    return files.stream().filter(file -> file.path().equals(path)).findFirst();
  }

  /** Bytes of all files together. */
  public long size() {
    return files.stream().mapToLong(FileEntry::size).sum();
  }
}
