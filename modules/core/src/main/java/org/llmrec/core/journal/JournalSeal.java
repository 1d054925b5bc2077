package org.llmrec.core.journal;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.json.Json;

/**
 * How far a journal had come when it was last opened or closed, in {@code live/journal.json}. A
 * journal whose end is missing looks like one to which less was written; this tells them apart.
 *
 * @param last the number of its last entry, 0 for none
 */
record JournalSeal(long last) {
  private static final String FILE = "journal.json";

  private static Path file(Path workspace) {
    return JournalContent.file(workspace).resolveSibling(FILE);
  }

  /** That of a workspace; where there is none, it vouches for nothing. */
  static JournalSeal read(Path workspace) throws IOException {
    try {
      return Json.read(file(workspace), JournalSeal.class);
    } catch (NoSuchFileException e) {
      return new JournalSeal(0);
    }
  }

  void write(Path workspace) throws IOException {
    if (!equals(read(workspace))) {
      Json.write(file(workspace), this);
    }
  }

  void requireIn(Path journal, long found) {
    if (found < last) {
      throw new CorruptFileException(
          FileCode.JOURNAL_DAMAGED,
          journal,
          "changes of items up to number " + last + ", as " + FILE + " beside it says",
          found == 0 ? "none" : "the last is number " + found,
          "restore the journal from a copy, or delete "
              + FILE
              + " to go on with what is left of it");
    }
  }
}
