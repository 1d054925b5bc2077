package org.llmrec.pipeline.build;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.generation.GenerationManifest;
import org.llmrec.core.generation.GenerationStore;
import org.llmrec.core.generation.StageEntry;

/** The current generation as a build sees it. */
final class Published {
  private static final System.Logger LOG = System.getLogger(Published.class.getName());

  private Published() {}

  /**
   * Its manifest. One that is damaged counts as none: the build publishes a new one from the
   * outputs, which carry their own records.
   */
  static Optional<GenerationManifest> find(Path workspace) throws IOException {
    String last = "";
    while (true) {
      try {
        Optional<String> id = GenerationStore.current(workspace);
        if (id.isEmpty() || id.get().equals(last)) {
          return Optional.empty();
        }
        last = id.get();
        GenerationManifest manifest = GenerationStore.manifest(workspace, last);
        GenerationStore.requirePin(workspace, last);
        return Optional.of(manifest);
      } catch (NoSuchFileException e) {
        // Retired between the two reads, or never whole: the second time tells.
        LOG.log(System.Logger.Level.DEBUG, "generation {0} is gone", last);
      } catch (CorruptFileException e) {
        LOG.log(System.Logger.Level.WARNING, "{0}; counted as not published", e.getMessage());
        return Optional.empty();
      }
    }
  }

  static Map<String, StageEntry> stages(Optional<GenerationManifest> manifest) {
    return manifest.map(GenerationManifest::stages).orElse(Map.of());
  }
}
