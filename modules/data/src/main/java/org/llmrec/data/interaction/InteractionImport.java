package org.llmrec.data.interaction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.llmrec.core.Interaction;
import org.llmrec.core.Progress;
import org.llmrec.core.error.BadRecordException;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.record.Rejects;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;

/**
 * From foreign interactions to the normalised file. Records stream; what is left after merging
 * repeats is held, at about 50 bytes a row and the ids.
 */
public final class InteractionImport {
  private InteractionImport() {}

  /**
   * Reads {@code source} and writes {@code out}, whole or not at all.
   *
   * @param items the catalogue's ids; an interaction with another item is refused
   * @param out the normalised interactions, in the order of first sight; replaced
   * @param rejects takes every refused record; stays open
   * @throws ConfigException if the source is not there or not understood
   * @throws BadRecordException if {@code rejects} is strict and a record is bad
   */
  public static InteractionCounts run(
      InteractionSource source, Ids items, Path out, Rejects rejects, Progress progress)
      throws IOException {
    long rejectedBefore = rejects.total();
    Merger merger = new Merger(source.repeats());
    long accepted = 0;
    long withoutTime = 0;
    long read;
    long milliseconds;
    try (InteractionReader reader = new InteractionReader(source, items, rejects);
        Progress.Task task =
            progress.start("import interactions", Files.size(source.file()), "bytes")) {
      long told = 0;
      for (Interaction next = reader.next(); next != null; next = reader.next()) {
        merger.add(next);
        accepted++;
        withoutTime += next.hasTime() ? 0 : 1;
        if (accepted % 10_000 == 0) {
          task.advance(reader.consumed() - told);
          told = reader.consumed();
        }
      }
      task.advance(reader.consumed() - told);
      read = reader.read();
      milliseconds = reader.milliseconds();
      if (milliseconds > 0) {
        task.note(milliseconds + " times of that size can only be milliseconds and were read so");
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    InteractionTable table = merger.table();
    InteractionFiles.write(out, table);
    return new InteractionCounts(
        read,
        accepted,
        rejects.total() - rejectedBefore,
        accepted - table.size(),
        table.positives(source.feedback()).size(),
        table.users().size(),
        table.items().size(),
        withoutTime,
        milliseconds);
  }
}
