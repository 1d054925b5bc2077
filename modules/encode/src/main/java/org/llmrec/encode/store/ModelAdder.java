package org.llmrec.encode.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.llmrec.core.error.ConfigException;
import org.llmrec.encode.store.internal.Assembly;
import org.llmrec.encode.store.internal.Workbench;

/**
 * Brings a model folder that somebody else arranged into the store. Safe for use by several threads
 * and processes; two at the same name get in each other's way and one is told so.
 *
 * @param store where to
 */
public record ModelAdder(ModelStore store) {

  /**
   * Looks at the folder, copies the model's files, pins their hashes in a manifest, tries the copy,
   * and puts it into the store whole or not at all. The folder itself is left as it is.
   *
   * @param folder see {@link Inspection#of}
   * @param given goes before what the folder says
   * @param replace whether another model of that name may be replaced
   * @throws ConfigException if the folder holds no model that we can use, the model's vectors make
   *     no sense, or the name is taken
   * @throws IOException if the file system refuses
   */
  public Added add(Path folder, ModelFacts given, boolean replace) throws IOException {
    Inspection inspection = Inspection.of(folder, given);
    try (Workbench bench = Workbench.open(store, inspection.name())) {
      for (Map.Entry<String, Path> file : inspection.files().entrySet()) {
        Path copy = bench.staged().resolve(file.getKey());
        Files.createDirectories(copy.getParent());
        Files.copy(file.getValue(), copy);
      }
      String source = "folder " + folder.toAbsolutePath().normalize().getFileName();
      return Assembly.finish(store, bench, inspection, source, replace);
    }
  }
}
