package org.llmrec.pipeline.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.llmrec.enrich.neighbour.NeighbourSource;
import org.llmrec.enrich.prompt.Prompt;

/** The pinned neighbours of a workspace, with the texts of the items that they are. */
public final class PinnedSource {
  private PinnedSource() {}

  static NeighbourSource open(EnrichFolder folder, Path catalogue, List<Prompt> prompts)
      throws IOException {
    return NeighbourSource.none();
  }

  /** The graph by which they were found, if they were. */
  static Optional<String> graph(EnrichFolder folder) {
    return Optional.empty();
  }
}
