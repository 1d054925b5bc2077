package org.llmrec.data.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;
import org.llmrec.core.error.BadRecordException;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.data.record.Rejects;
import org.llmrec.data.table.Ids;

/** From a foreign catalogue to the normalised file. Holds one item and all ids in memory. */
public final class CatalogueImport {
  private CatalogueImport() {}

  /**
   * Reads {@code source} and writes {@code out}, whole or not at all.
   *
   * @param out the normalised catalogue; replaced
   * @param rejects takes every refused record; stays open
   * @throws ConfigException if the source is not there or not understood
   * @throws BadRecordException if {@code rejects} is strict and a record is bad
   */
  public static ImportedCatalogue run(
      CatalogueSource source, Path out, Rejects rejects, Progress progress) throws IOException {
    return run(source, CatalogueChanges.none(), out, rejects, progress);
  }

  /**
   * The same with what has changed since the source was written.
   *
   * @param changes fresh; what it counts is true afterwards
   */
  public static ImportedCatalogue run(
      CatalogueSource source,
      CatalogueChanges changes,
      Path out,
      Rejects rejects,
      Progress progress)
      throws IOException {
    long rejectedBefore = rejects.total();
    Ids.Builder ids = new Ids.Builder();
    long[] without = new long[2];
    long read;
    try (CatalogueReader reader = new CatalogueReader(source, rejects);
        Progress.Task task = progress.start("import catalogue", bytes(source), "bytes")) {
      AtomicFiles.write(
          out,
          stream -> {
            try (CatalogueFiles.Writer writer = CatalogueFiles.writer(stream)) {
              long told = 0;
              for (Item item = reader.next(); item != null; item = reader.next()) {
                Optional<Item> kept = changes.of(item);
                if (kept.isPresent()) {
                  write(kept.get(), writer, ids, without);
                }
                if (ids.size() % 1_000 == 0) {
                  task.advance(reader.consumed() - told);
                  told = reader.consumed();
                }
              }
              for (Item item : changes.added()) {
                write(item, writer, ids, without);
              }
              task.advance(reader.consumed() - told);
            }
          });
      // Beside the source's records those that the journal adds, less those it takes away.
      read = reader.read() + changes.added().size() - changes.deleted();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    CatalogueCounts counts =
        new CatalogueCounts(
            read, ids.size(), rejects.total() - rejectedBefore, without[0], without[1]);
    return new ImportedCatalogue(counts, ids.build());
  }

  private static long bytes(CatalogueSource source) throws IOException {
    long bytes = 0;
    for (Path file : source.files()) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  private static void write(
      Item item, CatalogueFiles.Writer writer, Ids.Builder ids, long[] without) throws IOException {
    writer.write(item);
    ids.add(item.id());
    without[0] += item.hasDescription() ? 0 : 1;
    without[1] += item.title().isBlank() ? 1 : 0;
  }
}
