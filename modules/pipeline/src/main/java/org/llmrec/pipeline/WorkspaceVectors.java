package org.llmrec.pipeline;

import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.core.generation.FileEntry;
import org.llmrec.core.generation.Generation;
import org.llmrec.core.generation.StageEntry;

/**
 * The vector files of a generation by short names: a field such as {@code description} or {@code
 * rec-tag} for its encoded texts, {@code items} and {@code users} for the ranker's. Immutable.
 *
 * @param files by name
 */
public record WorkspaceVectors(SortedMap<String, Path> files) {
  private static final String SUFFIX = ".vec";
  private static final String ENCODED = "encode/";

  /** Copies the map. */
  public WorkspaceVectors {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** Those of a generation, which stays pinned while they are read. */
  public static WorkspaceVectors of(Generation generation) {
    SortedMap<String, Path> files = new TreeMap<>();
    for (StageEntry stage : generation.manifest().stages().values()) {
      for (FileEntry file : stage.files()) {
        String name = file.path().substring(stage.folder().length() + 1);
        if (name.endsWith(SUFFIX)) {
          files.put(
              stage.stage().startsWith(ENCODED)
                  ? stage.stage().substring(ENCODED.length())
                  : name.substring(0, name.length() - SUFFIX.length()),
              generation.file(stage.stage(), name));
        }
      }
    }
    return new WorkspaceVectors(files);
  }

  /**
   * One of them.
   *
   * @throws ConfigException if there is none of that name
   */
  public Path file(String name) {
    Path file = files.get(name);
    if (file == null) {
      throw new ConfigException(
          OptionCode.NAME_UNKNOWN,
          "vectors: expected one of " + files.keySet() + ", found " + name);
    }
    return file;
  }
}
