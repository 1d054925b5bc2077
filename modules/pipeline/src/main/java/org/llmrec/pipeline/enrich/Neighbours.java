package org.llmrec.pipeline.enrich;

import java.io.IOException;
import java.util.List;
import org.llmrec.enrich.neighbour.NeighbourSource;
import org.llmrec.enrich.prompt.Prompt;
import org.llmrec.pipeline.config.WorkspaceConfig;
import org.llmrec.pipeline.internal.EnrichFolder;

/** The neighbours that prompts show. */
final class Neighbours implements AutoCloseable {
  private final NeighbourSource source;

  private Neighbours(NeighbourSource source) {
    this.source = source;
  }

  static Neighbours pinned(
      WorkspaceConfig config,
      EnrichFolder folder,
      ImportedCatalogue imported,
      List<Prompt> prompts,
      EnrichOptions options)
      throws IOException {
    return new Neighbours(NeighbourSource.none());
  }

  static Neighbours tried(
      WorkspaceConfig config,
      EnrichFolder folder,
      ImportedCatalogue imported,
      List<Prompt> prompts,
      EnrichOptions options)
      throws IOException {
    return new Neighbours(NeighbourSource.none());
  }

  static Neighbours asPinned(EnrichFolder folder, ImportedCatalogue imported, List<Prompt> prompts)
      throws IOException {
    return new Neighbours(NeighbourSource.none());
  }

  NeighbourSource source() {
    return source;
  }

  @Override
  public void close() throws IOException {}
}
