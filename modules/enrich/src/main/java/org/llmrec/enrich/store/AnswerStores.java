package org.llmrec.enrich.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.enrich.store.internal.MemoryAnswerStore;
import org.llmrec.enrich.store.internal.SqliteAnswerStore;

/**
 * Opens answer stores. On the disk a store is the SQLite database {@value #FILE} in a folder of its
 * own; any SQLite shell reads it, with the view {@code texts} (item, prompt, answer) to begin with.
 */
public final class AnswerStores {
  /** The database's name in the folder. */
  public static final String FILE = "answers.db";

  private AnswerStores() {}

  /**
   * For writing; makes the folder and an empty store if there is none. Calls that were under way
   * when the last writer died are counted as lost now.
   *
   * @throws LlmrecException if another process, or another part of this one, writes to it
   * @throws CorruptFileException if the database is damaged, foreign, or of a newer version
   * @throws IOException if it cannot be opened
   */
  public static AnswerStore open(Path folder) throws IOException {
    return SqliteAnswerStore.open(folder);
  }

  /**
   * For reading, also while another process writes. {@link AnswerStore#put}, and what would change
   * the ledger or the batches, throw {@link UnsupportedOperationException}.
   *
   * @throws ConfigException if there is no store in the folder
   * @throws CorruptFileException if the database is damaged, foreign, or of a newer version
   * @throws IOException if it cannot be opened
   */
  public static AnswerStore read(Path folder) throws IOException {
    return SqliteAnswerStore.read(folder);
  }

  /**
   * Reads the whole of a store and lets SQLite check it; changes nothing. About a second for 100
   * MiB.
   *
   * @throws ConfigException if there is no store in the folder
   * @throws CorruptFileException if the database is damaged, foreign, or of a newer version
   * @throws IOException if it cannot be opened
   */
  public static void verify(Path folder) throws IOException {
    SqliteAnswerStore.verify(folder);
  }

  /** Whether there is a store in the folder. */
  public static boolean exists(Path folder) {
    return Files.exists(folder.resolve(FILE));
  }

  /** An empty store on the heap, for tests and for callers who keep answers elsewhere. */
  public static AnswerStore inMemory() {
    return new MemoryAnswerStore();
  }
}
