package org.llmrec.pipeline.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.io.AtomicFiles;

/**
 * Where a workspace keeps the ranker that was imported: {@code foreign/KEY/}, a whole bundle, and
 * {@code foreign/CURRENT}, which names it. What changes something is for whoever holds the
 * workspace's write lock.
 */
public final class ForeignFolder {
  private static final String FOLDER = "foreign";
  private static final String CURRENT = "CURRENT";
  private static final String UNFINISHED = ".unfinished";
  private static final Pattern KEY = Pattern.compile("[0-9a-f]{16}");

  private ForeignFolder() {}

  /**
   * The bundle, if one was imported.
   *
   * @throws CorruptFileException if the pointer is damaged, or missing beside a bundle that is
   *     served
   */
  public static Optional<Path> current(Path workspace) throws IOException {
    Path pointer = workspace.resolve(FOLDER).resolve(CURRENT);
    String key;
    try {
      key = Files.readString(pointer).strip();
    } catch (NoSuchFileException e) {
      if (!bundles(workspace).isEmpty()
          && PublishedRecords.of(workspace, ForeignStage.NAME).isPresent()) {
        throw damaged(pointer, "none");
      }
      return Optional.empty();
    }
    Path bundle = workspace.resolve(FOLDER).resolve(KEY.matcher(key).matches() ? key : UNFINISHED);
    if (!KEY.matcher(key).matches() || !Files.isDirectory(bundle)) {
      throw damaged(pointer, key.length() > 100 ? key.length() + " characters" : '"' + key + '"');
    }
    return Optional.of(bundle);
  }

  private static CorruptFileException damaged(Path pointer, String found) {
    return new CorruptFileException(
        FileCode.BUNDLE_DAMAGED,
        pointer,
        "the name of a folder beside it",
        found,
        "import the ranker again with llmrec ranker import, or take it out with llmrec ranker"
            + " remove");
  }

  private static List<Path> bundles(Path workspace) throws IOException {
    try (Stream<Path> children = Files.list(workspace.resolve(FOLDER))) {
      return children.filter(Files::isDirectory).toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /** An empty folder for a bundle that is not whole yet. */
  public static Path unfinished(Path workspace) throws IOException {
    Path folder = workspace.resolve(FOLDER).resolve(UNFINISHED);
    AtomicFiles.deleteTree(folder);
    return Files.createDirectories(folder);
  }

  /** Moves a whole bundle to its place, which nothing names yet. */
  public static Path keep(Path workspace, Path unfinished, String key) throws IOException {
    Path bundle = workspace.resolve(FOLDER).resolve(key);
    AtomicFiles.forceTree(unfinished);
    AtomicFiles.deleteTree(bundle);
    AtomicFiles.move(unfinished, bundle);
    return bundle;
  }

  /** Names the bundle. */
  public static void point(Path workspace, String key) throws IOException {
    AtomicFiles.writeString(workspace.resolve(FOLDER).resolve(CURRENT), key + "\n");
  }

  /** Deletes every bundle that is not named. */
  public static void tidy(Path workspace) throws IOException {
    Optional<Path> named = current(workspace);
    for (Path bundle : bundles(workspace)) {
      if (!named.equals(Optional.of(bundle))) {
        AtomicFiles.deleteTree(bundle);
      }
    }
  }

  /** Deletes the name, damaged or not, then the bundle; returns whether there was a name. */
  public static boolean clear(Path workspace) throws IOException {
    boolean named = Files.deleteIfExists(workspace.resolve(FOLDER).resolve(CURRENT));
    AtomicFiles.deleteTree(workspace.resolve(FOLDER));
    return named;
  }
}
