package org.llmrec.core.generation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.json.Json;

/**
 * Publishes generations and removes old ones. The methods that change the workspace are for its one
 * writer, who holds the workspace's write lock; the others are for everybody.
 */
public final class GenerationStore {
  /** The file that names the current generation. */
  public static final String CURRENT = "CURRENT";

  private static final String GENERATIONS = "generations";
  private static final String MANIFEST = "manifest.json";

  /** Begins the name of whatever is not finished, or not yet quite deleted. */
  private static final String LEFTOVER = ".";

  private GenerationStore() {}

  /**
   * Makes these outputs the current generation, in one step. Every file must be in place.
   *
   * @return the new generation's id
   * @throws CorruptFileException if a file is missing or has another size than its entry says
   * @throws IOException if the disk fails; the current generation is then the old one
   */
  public static String publish(Path workspace, Map<String, StageEntry> stages) throws IOException {
    for (StageEntry stage : stages.values()) {
      for (FileEntry file : stage.files()) {
        file.checkSize(workspace);
      }
    }
    long last = 0;
    for (String id : list(workspace)) {
      last = Math.max(last, GenerationManifest.sequence(id));
    }
    GenerationManifest manifest = GenerationManifest.of(last + 1, Instant.now().toString(), stages);
    Path folder = folder(workspace, manifest.id());
    Path unfinished = folder.resolveSibling(LEFTOVER + manifest.id() + ".tmp");
    AtomicFiles.deleteTree(unfinished);
    Files.createDirectories(unfinished);
    Files.createFile(unfinished.resolve(Pins.FILE));
    Json.write(unfinished.resolve(MANIFEST), manifest);
    AtomicFiles.forceTree(unfinished);
    AtomicFiles.move(unfinished, folder);
    AtomicFiles.writeString(workspace.resolve(CURRENT), manifest.id() + "\n");
    return manifest.id();
  }

  /** The ids of all generations, oldest first. */
  public static List<String> list(Path workspace) throws IOException {
    try (Stream<Path> folders = Files.list(workspace.resolve(GENERATIONS))) {
      return folders
          .map(folder -> folder.getFileName().toString())
          .filter(name -> GenerationManifest.ID.matcher(name).matches())
          .sorted()
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /**
   * The id of the current generation, if one has been published.
   *
   * @throws CorruptFileException if {@code CURRENT} is damaged
   */
  public static Optional<String> current(Path workspace) throws IOException {
    Path file = workspace.resolve(CURRENT);
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    String id = text.endsWith("\n") ? text.substring(0, text.length() - 1) : "";
    if (!GenerationManifest.ID.matcher(id).matches()) {
      throw new CorruptFileException(
          FileCode.BUILD_DAMAGED,
          file,
          "the id of a generation and a line feed",
          bytes.length > 100 ? bytes.length + " bytes" : Json.line(text),
          "delete it and run `llmrec build -w " + workspace + "`");
    }
    return Optional.of(id);
  }

  /**
   * What one generation consists of.
   *
   * @throws CorruptFileException if its manifest is damaged
   * @throws NoSuchFileException if there is no such generation
   */
  public static GenerationManifest manifest(Path workspace, String id) throws IOException {
    return readManifest(folder(workspace, id));
  }

  /**
   * Checks that readers can pin a generation.
   *
   * @throws CorruptFileException if the file that they lock is missing
   */
  public static void requirePin(Path workspace, String id) {
    Path pin = folder(workspace, id).resolve(Pins.FILE);
    if (!Files.isRegularFile(pin)) {
      throw new CorruptFileException(
          FileCode.BUILD_DAMAGED,
          pin,
          "the file that readers lock",
          Files.exists(pin) ? "no plain file" : "none",
          "run `llmrec build -w " + workspace + "` to publish again");
    }
  }

  /**
   * The generations that somebody reads. Where the caller may not write, only those that are read
   * by this very process.
   */
  public static Set<String> pinned(Path workspace) throws IOException {
    Set<String> pinned = new HashSet<>();
    for (String id : list(workspace)) {
      if (Pins.pinned(folder(workspace, id))) {
        pinned.add(id);
      }
    }
    return Set.copyOf(pinned);
  }

  /**
   * Deletes every generation that is neither the current one nor read by anybody, then every
   * stage's output that no remaining generation names. Does nothing before the first publication.
   *
   * @return the relative paths of what was deleted
   * @throws CorruptFileException if a remaining manifest is damaged; no output is deleted then
   */
  public static List<String> retire(Path workspace) throws IOException {
    Optional<String> current = current(workspace);
    if (current.isEmpty()) {
      return List.of();
    }
    List<String> deleted = new ArrayList<>();
    for (String id : list(workspace)) {
      Path folder = folder(workspace, id);
      Path away = folder.resolveSibling(LEFTOVER + id + ".gone");
      AtomicFiles.deleteTree(away);
      if (!id.equals(current.get()) && Pins.moveAwayUnlessPinned(folder, away)) {
        AtomicFiles.deleteTree(away);
        deleted.add(RelativePaths.relative(workspace, folder));
      }
    }
    Set<String> named = new HashSet<>();
    for (String id : list(workspace)) {
      for (StageEntry stage : manifest(workspace, id).stages().values()) {
        named.add(stage.folder());
      }
    }
    for (Path output : outputs(workspace.resolve(StageEntry.STAGES))) {
      String path = RelativePaths.relative(workspace, output);
      if (!named.contains(path)) {
        deleteOutput(workspace, output);
        deleted.add(path);
      }
    }
    return List.copyOf(deleted);
  }

  /**
   * Deletes one output of a stage in such a way that a half-deleted one never looks whole. An
   * output that is absent is fine.
   */
  public static void deleteOutput(Path workspace, Path output) throws IOException {
    RelativePaths.relative(workspace, output);
    Path away = output.resolveSibling(LEFTOVER + output.getFileName() + ".gone");
    AtomicFiles.deleteTree(away);
    if (Files.exists(output)) {
      Files.move(output, away);
      AtomicFiles.deleteTree(away);
    }
  }

  /** Deletes what a killed writer left unfinished. */
  public static void sweep(Path workspace) throws IOException {
    for (String top : List.of(GENERATIONS, StageEntry.STAGES)) {
      Path folder = workspace.resolve(top);
      if (!Files.isDirectory(folder)) {
        continue;
      }
      List<Path> leftovers = new ArrayList<>();
      collect(folder, leftovers, true);
      for (Path leftover : leftovers) {
        AtomicFiles.deleteTree(leftover);
      }
    }
  }

  /** Where stage outputs lie: folders named by a key, at any depth. */
  private static List<Path> outputs(Path stages) throws IOException {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(stages)) {
      collect(stages, found, false);
    }
    return found;
  }

  /** Never looks into an output: what a stage calls its files is its own affair. */
  private static void collect(Path folder, List<Path> found, boolean leftovers) throws IOException {
    List<Path> children;
    try (Stream<Path> list = Files.list(folder)) {
      children = list.sorted().toList();
    }
    for (Path child : children) {
      String name = child.getFileName().toString();
      boolean output =
          StageEntry.KEY.matcher(name).matches() || GenerationManifest.ID.matcher(name).matches();
      if (leftovers ? name.startsWith(LEFTOVER) : output) {
        found.add(child);
      } else if (!output && Files.isDirectory(child)) {
        collect(child, found, leftovers);
      }
    }
  }

  static Path folder(Path workspace, String id) {
    return RelativePaths.resolve(workspace, GENERATIONS + "/" + RelativePaths.check(id));
  }

  static GenerationManifest readManifest(Path folder) throws IOException {
    Path file = folder.resolve(MANIFEST);
    GenerationManifest manifest = GenerationManifest.read(file);
    if (!manifest.id().equals(folder.getFileName().toString())) {
      throw new CorruptFileException(
          FileCode.BUILD_DAMAGED,
          file,
          "the manifest of " + folder.getFileName(),
          "that of " + manifest.id(),
          "run `llmrec build` to publish again");
    }
    return manifest;
  }
}
