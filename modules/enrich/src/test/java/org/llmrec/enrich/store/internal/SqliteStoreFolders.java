package org.llmrec.enrich.store.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.llmrec.enrich.store.AnswerKey;
import org.llmrec.enrich.store.AnswerStore;
import org.llmrec.enrich.store.AnswerStores;
import org.llmrec.enrich.store.StoreRows;
import org.llmrec.enrich.store.StoredAnswer;

/** Folders with stores in them, for tests that look behind the interface. */
final class SqliteStoreFolders {
  private SqliteStoreFolders() {}

  /** So many rows, by their keys. */
  static Map<AnswerKey, StoredAnswer> rows(int count) {
    Map<AnswerKey, StoredAnswer> rows = new HashMap<>();
    for (int i = 0; i < count; i++) {
      StoredAnswer row = StoreRows.row("item " + i, "tag", ("text " + i + ", ").repeat(1 + i % 40));
      rows.put(row.key(), row);
    }
    return rows;
  }

  static void put(AnswerStore store, Iterable<StoredAnswer> rows) {
    List<CompletableFuture<Void>> written = new ArrayList<>();
    rows.forEach(row -> written.add(store.put(row)));
    written.forEach(CompletableFuture::join);
  }

  /** What a process that was killed now would leave behind. */
  static Path copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    for (String name : List.of(AnswerStores.FILE, AnswerStores.FILE + "-wal")) {
      if (Files.exists(from.resolve(name))) {
        Files.copy(from.resolve(name), to.resolve(name));
      }
    }
    return to;
  }

  static Path database(Path folder) {
    return folder.resolve(AnswerStores.FILE);
  }

  static List<StoredAnswer> all(AnswerStore store) throws IOException {
    try (Stream<StoredAnswer> rows = store.all()) {
      return rows.toList();
    }
  }
}
