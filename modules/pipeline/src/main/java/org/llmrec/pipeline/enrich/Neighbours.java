package org.llmrec.pipeline.enrich;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.WorkspaceCode;
import org.llmrec.enrich.neighbour.NeighbourSource;
import org.llmrec.enrich.neighbour.PinnedFacts;
import org.llmrec.enrich.prompt.Prompt;
import org.llmrec.pipeline.config.NeighbourConfig;
import org.llmrec.pipeline.config.WorkspaceConfig;
import org.llmrec.pipeline.internal.EnrichFolder;
import org.llmrec.pipeline.internal.PinnedSource;

/** The neighbours that prompts show. */
final class Neighbours implements AutoCloseable {
  private final PinnedSource pinned;
  private final Path temporary;

  private Neighbours(PinnedSource pinned, Path temporary) {
    this.pinned = pinned;
    this.temporary = temporary;
  }

  /** Those that are pinned; found first where none are, or new ones are asked for. */
  static Neighbours pinned(
      WorkspaceConfig config,
      EnrichFolder folder,
      ImportedCatalogue imported,
      List<Prompt> prompts,
      EnrichOptions options)
      throws IOException {
    Path file = folder.neighbours();
    if (wanted(prompts) && (options.refreshNeighbours() || !Files.isRegularFile(file))) {
      PinnedSource.compute(config, imported.interactions(), file, options.progress());
    }
    return new Neighbours(checked(config, file, imported, prompts), null);
  }

  /** The same for somebody who only wants to know: what is found is not kept. */
  static Neighbours tried(
      WorkspaceConfig config,
      EnrichFolder folder,
      ImportedCatalogue imported,
      List<Prompt> prompts,
      EnrichOptions options)
      throws IOException {
    Path file = folder.neighbours();
    if (!wanted(prompts) || (!options.refreshNeighbours() && Files.isRegularFile(file))) {
      return new Neighbours(checked(config, file, imported, prompts), null);
    }
    Path temporary = Files.createTempFile("llmrec-neighbours", ".jsonl");
    try {
      PinnedSource.compute(config, imported.interactions(), temporary, options.progress());
      return new Neighbours(checked(config, temporary, imported, prompts), temporary);
    } catch (IOException | RuntimeException | Error e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
  }

  /** Those that are pinned, for somebody who looks answers up: whatever they were found with. */
  static Neighbours asPinned(EnrichFolder folder, ImportedCatalogue imported, List<Prompt> prompts)
      throws IOException {
    return new Neighbours(
        PinnedSource.open(folder.neighbours(), imported.catalogue(), prompts), null);
  }

  private static boolean wanted(List<Prompt> prompts) {
    return prompts.stream().anyMatch(Prompt::wantsNeighbours);
  }

  private static PinnedSource checked(
      WorkspaceConfig config, Path file, ImportedCatalogue imported, List<Prompt> prompts)
      throws IOException {
    PinnedSource source = PinnedSource.open(file, imported.catalogue(), prompts);
    NeighbourConfig asked = config.enrich().neighbours();
    if (source.facts().isPresent()) {
      PinnedFacts facts = source.facts().get();
      if (facts.count() != asked.count() || facts.damping() != asked.damping()) {
        source.close();
        throw new ConfigException(
            WorkspaceCode.NEIGHBOURS_MISMATCH,
            file
                + ": expected neighbours pinned as enrich.neighbours says (count "
                + asked.count()
                + ", damping "
                + asked.damping()
                + "), found count "
                + facts.count()
                + ", damping "
                + facts.damping()
                + "; find them anew with --refresh-neighbours (--dry-run says what that costs), or"
                + " change llmrec.yaml back");
      }
    }
    return source;
  }

  NeighbourSource source() {
    return pinned.source();
  }

  @Override
  public void close() throws IOException {
    pinned.close();
    if (temporary != null) {
      Files.deleteIfExists(temporary);
    }
  }
}
