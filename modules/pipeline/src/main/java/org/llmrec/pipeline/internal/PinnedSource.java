package org.llmrec.pipeline.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.llmrec.core.Progress;
import org.llmrec.core.error.Causes;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.MachineCode;
import org.llmrec.data.catalogue.CatalogueItems;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.enrich.neighbour.NeighbourOptions;
import org.llmrec.enrich.neighbour.NeighbourSource;
import org.llmrec.enrich.neighbour.PinnedFacts;
import org.llmrec.enrich.neighbour.PinnedNeighbours;
import org.llmrec.enrich.prompt.Prompt;
import org.llmrec.pipeline.config.WorkspaceConfig;

/** The pinned neighbours of a workspace, with the texts of the items that they are. */
public final class PinnedSource implements AutoCloseable {
  private static final PinnedSource NONE = new PinnedSource(NeighbourSource.none(), null, null);

  private final NeighbourSource source;
  private final CatalogueItems items;
  private final PinnedFacts facts;

  private PinnedSource(NeighbourSource source, CatalogueItems items, PinnedFacts facts) {
    this.source = source;
    this.items = items;
    this.facts = facts;
  }

  /**
   * Opens what is there: nobody has neighbours where no prompt shows any, or none are pinned.
   *
   * @throws org.llmrec.core.error.CorruptFileException if a file is damaged
   * @throws IOException if a file cannot be read
   */
  public static PinnedSource open(Path pinned, Path catalogue, List<Prompt> prompts)
      throws IOException {
    if (prompts.stream().noneMatch(Prompt::wantsNeighbours) || !Files.isRegularFile(pinned)) {
      return NONE;
    }
    CatalogueItems items = CatalogueItems.open(catalogue);
    try {
      PinnedNeighbours neighbours = PinnedNeighbours.open(pinned, items::find);
      return new PinnedSource(neighbours, items, neighbours.facts());
    } catch (IOException | RuntimeException | Error e) {
      items.close();
      throw e;
    }
  }

  /**
   * Finds the neighbours of all items by the interactions that the ranker is trained on.
   *
   * @throws LlmrecException if the thread was asked to stop
   * @throws IOException if the disk fails
   */
  public static PinnedFacts compute(
      WorkspaceConfig config, Path interactions, Path out, Progress progress) throws IOException {
    TrainingData training =
        TrainingData.of(
            Meaning.split(interactions, config.interactions().feedback(), config.train().seed()));
    NeighbourOptions options =
        NeighbourOptions.defaults()
            .count(config.enrich().neighbours().count())
            .damping(config.enrich().neighbours().damping());
    try {
      return PinnedNeighbours.compute(training, options, out, progress);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LlmrecException(
          MachineCode.INTERRUPTED, "stopped while finding neighbours; nothing was pinned", e);
    }
  }

  /** Gives the neighbours. */
  public NeighbourSource source() {
    return source;
  }

  /** What the pinned lists say of themselves, if there are any. */
  public Optional<PinnedFacts> facts() {
    return Optional.ofNullable(facts);
  }

  /** The graph by which they were found, if they were. */
  static Optional<String> graph(EnrichFolder folder) {
    try {
      return Files.isRegularFile(folder.neighbours())
          ? Optional.of(PinnedNeighbours.facts(folder.neighbours()).graph())
          : Optional.empty();
    } catch (IOException e) {
      throw new LlmrecException(
          Causes.code(e), "cannot read " + folder.neighbours() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    if (items != null) {
      items.close();
    }
  }
}
