package org.llmrec.enrich.store.internal;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.llmrec.enrich.store.BatchLog;

/** Batches in the database. */
final class SqliteBatchLog implements BatchLog {
  private final Readers readers;
  private final Optional<GroupCommit> writer;

  SqliteBatchLog(Readers readers, Optional<GroupCommit> writer) {
    this.readers = readers;
    this.writer = writer;
  }

  /** A change that may find nothing to change. */
  private interface Attempt {
    boolean apply(Tables tables) throws SQLException;
  }

  private boolean write(Attempt attempt) throws IOException {
    AtomicBoolean changed = new AtomicBoolean();
    GroupCommit.await(
        writer
            .orElseThrow(SqliteAnswerStore::readOnly)
            .small(tables -> changed.set(attempt.apply(tables))));
    return changed.get();
  }

  @Override
  public void plan(Batch batch) throws IOException {
    if (!write(tables -> tables.planBatch(batch))) {
      throw new IllegalArgumentException("expected a new label, found " + batch.label());
    }
  }

  @Override
  public void submitted(String label, String id) throws IOException {
    if (!write(tables -> tables.submittedBatch(label, id))) {
      throw new IllegalArgumentException("expected the label of an open batch, found " + label);
    }
  }

  @Override
  public void done(String label) throws IOException {
    write(
        tables -> {
          tables.doneBatch(label);
          return true;
        });
  }

  @Override
  public List<Batch> open() throws IOException {
    return readers.ask(Reading::batches);
  }
}
