package org.llmrec.enrich.store.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.WorkspaceCode;
import org.llmrec.core.io.FolderLock;
import org.llmrec.enrich.store.AnswerKey;
import org.llmrec.enrich.store.AnswerStore;
import org.llmrec.enrich.store.AnswerStores;
import org.llmrec.enrich.store.BatchLog;
import org.llmrec.enrich.store.Ledger;
import org.llmrec.enrich.store.StoreCounts;
import org.llmrec.enrich.store.StoredAnswer;

/** Rows in a SQLite database: one thread writes, a few read. */
public final class SqliteAnswerStore implements AnswerStore {
  /** A file up to this size is looked at as a whole also by those who only read. */
  private static final long QUICK_BYTES = 128L << 20;

  private final Path file;
  private final Optional<FolderLock> lock;
  private final Optional<GroupCommit> writer;
  private final Readers readers;
  private final Ledger ledger;
  private final BatchLog batches;
  private final Set<String> damaged = ConcurrentHashMap.newKeySet();
  private boolean closed;

  private SqliteAnswerStore(
      Path file,
      Readers readers,
      Optional<FolderLock> lock,
      Optional<GroupCommit> writer,
      Ledger ledger) {
    this.file = file;
    this.readers = readers;
    this.lock = lock;
    this.writer = writer;
    this.ledger = ledger;
    this.batches = new SqliteBatchLog(readers, writer);
  }

  /** See {@link AnswerStores#open}. */
  public static SqliteAnswerStore open(Path folder) throws IOException {
    Files.createDirectories(folder);
    FolderLock lock =
        FolderLock.acquire(
            folder,
            "enrich",
            holder ->
                new LlmrecException(
                    WorkspaceCode.WORKSPACE_LOCKED,
                    folder
                        + ": expected nobody else to write answers, found "
                        + holder
                        + "; wait until it is done, or stop it"));
    try {
      Path file = folder.resolve(AnswerStores.FILE);
      if (!Files.exists(file)) {
        create(file);
      }
      Readers readers = checked(file, true);
      try {
        Tables tables = tables(file);
        GroupCommit writer = new GroupCommit(file, tables);
        Ledger ledger = new SqliteLedger(writer, tables.spent());
        writer.start();
        return new SqliteAnswerStore(file, readers, Optional.of(lock), Optional.of(writer), ledger);
      } catch (IOException | RuntimeException e) {
        readers.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** See {@link AnswerStores#verify}. */
  public static void verify(Path folder) throws IOException {
    checked(existing(folder), true).close();
  }

  /** See {@link AnswerStores#read}. */
  public static SqliteAnswerStore read(Path folder) throws IOException {
    Path file = existing(folder);
    Readers readers = checked(file, Files.size(file) <= QUICK_BYTES);
    return new SqliteAnswerStore(
        file, readers, Optional.empty(), Optional.empty(), new ReadLedger(readers));
  }

  private static Path existing(Path folder) {
    Path file = folder.resolve(AnswerStores.FILE);
    if (!Files.exists(file)) {
      throw new ConfigException(
          WorkspaceCode.ANSWERS_MISSING,
          folder
              + ": expected a store of answers, found no "
              + AnswerStores.FILE
              + "; ask a model for answers or import some first");
    }
    return file;
  }

  private static void create(Path file) throws IOException {
    Path log = file.resolveSibling(file.getFileName() + "-wal");
    if (Files.exists(log) && Files.size(log) > 0) {
      throw new CorruptFileException(
          FileCode.ANSWERS_DAMAGED,
          file,
          "a database beside its log " + log.getFileName(),
          "no such file",
          "restore it from a copy, or move the log away to begin with an empty store");
    }
    Database.create(file);
  }

  /**
   * Looks at the tables.
   *
   * @param whole whether to read the file to its end: about a second for 100 MiB. Those who write
   *     always do, for a row that an index has lost would be paid for again
   */
  private static Readers checked(Path file, boolean whole) throws IOException {
    Readers readers = new Readers(file);
    try {
      readers.ask(
          reading -> {
            reading.check(whole);
            return null;
          });
      return readers;
    } catch (IOException | RuntimeException e) {
      readers.close();
      throw e;
    }
  }

  private static Tables tables(Path file) throws IOException {
    try {
      Connection connection = Database.writing(file);
      try {
        return new Tables(file, connection);
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw Failures.of(file, "open", e);
    }
  }

  @Override
  public Map<AnswerKey, StoredAnswer> find(Collection<AnswerKey> keys) throws IOException {
    List<AnswerKey> distinct = keys.stream().distinct().toList();
    Map<AnswerKey, StoredAnswer> found = new HashMap<>();
    for (int from = 0; from < distinct.size(); from += Reading.ROWS) {
      List<AnswerKey> some = distinct.subList(from, Math.min(distinct.size(), from + Reading.ROWS));
      for (StoredAnswer row : counted(readers.ask(reading -> reading.find(some)))) {
        found.put(row.key(), row);
      }
    }
    return found;
  }

  @Override
  public CompletableFuture<Void> put(StoredAnswer answer) {
    return writer.orElseThrow(SqliteAnswerStore::readOnly).row(tables -> tables.put(answer));
  }

  @Override
  public long forget(Set<String> items) throws IOException {
    GroupCommit writing = writer.orElseThrow(SqliteAnswerStore::readOnly);
    Set<String> keys = new HashSet<>();
    Stream<StoredAnswer> rows =
        Pages.stream(
            after -> readers.ask(reading -> reading.page(after)),
            found -> {
              keys.addAll(found.damaged());
              return found.rows();
            });
    try (rows) {
      rows.filter(row -> about(row, items)).forEach(row -> keys.add(row.key().sha256()));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    GroupCommit.await(
        writing.small(
            tables -> {
              for (String key : keys) {
                tables.remove(key);
              }
            }));
    damaged.removeAll(keys);
    return keys.size();
  }

  private static boolean about(StoredAnswer row, Set<String> items) {
    return items.contains(row.item()) || row.neighbours().stream().anyMatch(items::contains);
  }

  @Override
  public Stream<StoredAnswer> all() {
    return Pages.stream(after -> readers.ask(reading -> reading.page(after)), this::counted);
  }

  private List<StoredAnswer> counted(Reading.Found found) {
    damaged.addAll(found.damaged());
    return found.rows();
  }

  @Override
  public StoreCounts counts() throws IOException {
    return new StoreCounts(readers.ask(Reading::counts), damaged.size());
  }

  @Override
  public String revision() throws IOException {
    return readers.ask(Reading::revision);
  }

  @Override
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public BatchLog batches() {
    return batches;
  }

  /** For tests that look behind it. */
  GroupCommit writer() {
    return writer.orElseThrow();
  }

  static UnsupportedOperationException readOnly() {
    return new UnsupportedOperationException("the answer store was opened for reading");
  }

  @Override
  @SuppressWarnings("try") // they are there to be closed
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    // The writer last of all connections: it then folds the log into the database.
    try (FolderLock held = lock.orElse(null);
        GroupCommit writing = writer.orElse(null)) {
      readers.close();
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
