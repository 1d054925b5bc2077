package org.llmrec.enrich.answer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.llmrec.core.Progress;
import org.llmrec.core.error.BadRecordException;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.record.Reason;
import org.llmrec.data.record.Rejects;
import org.llmrec.data.table.Ids;
import org.llmrec.enrich.store.AnswerKey;
import org.llmrec.enrich.store.AnswerStatus;
import org.llmrec.enrich.store.AnswerStore;
import org.llmrec.enrich.store.StoredAnswer;

/**
 * Brings answers that were made elsewhere into the store, where they are found by item and prompt.
 * Doing it twice changes nothing the second time; what is durable when it is cut short stays. Our
 * own answers are neither read nor touched, and go before imported ones wherever a text is looked
 * up.
 */
public final class StoreImport {
  private static final int TOGETHER = 500;

  private final List<String> prompts;
  private final AnswerStore store;
  private final boolean replace;
  private final List<BitSet> seen = new ArrayList<>();
  private final List<StoredAnswer> waiting = new ArrayList<>();
  private long imported;
  private long unchanged;
  private long kept;

  private StoreImport(List<String> prompts, AnswerStore store, boolean replace) {
    this.prompts = prompts;
    this.store = store;
    this.replace = replace;
    prompts.forEach(prompt -> seen.add(new BitSet()));
  }

  /**
   * Reads the files, of several answers of an item to a prompt the first. Memory holds a bit for
   * each item and prompt.
   *
   * @param items the catalogue's ids; an answer about another item is refused
   * @param prompts the fields there are; an answer to another prompt is refused
   * @param replace whether an answer takes the place of another one that was imported before
   * @param rejects takes every refused record; stays open
   * @throws ConfigException if a file is not there
   * @throws BadRecordException if {@code rejects} is strict and a record is bad
   * @throws IOException if a file cannot be read or the store cannot be written
   */
  public static ImportCounts run(
      List<Path> files,
      Ids items,
      List<String> prompts,
      AnswerStore store,
      boolean replace,
      Rejects rejects,
      Progress progress)
      throws IOException {
    long rejectedBefore = rejects.total();
    StoreImport job = new StoreImport(List.copyOf(prompts), store, replace);
    long read = 0;
    for (Path file : files) {
      read += job.read(file, items, rejects, progress);
    }
    return new ImportCounts(
        read, job.imported, job.unchanged, job.kept, rejects.total() - rejectedBefore);
  }

  private long read(Path file, Ids items, Rejects rejects, Progress progress) throws IOException {
    try (AnswerReader reader = new AnswerReader(file, items, prompts, rejects);
        Progress.Task task = progress.start("import answers", Files.size(file), "bytes")) {
      long told = 0;
      for (Answer answer = reader.next(); answer != null; answer = reader.next()) {
        BitSet before = seen.get(prompts.indexOf(answer.prompt()));
        int item = items.indexOf(answer.item());
        if (before.get(item)) {
          reader.rejectLast("item", Reason.DUPLICATE, answer.item() + " with " + answer.prompt());
          continue;
        }
        before.set(item);
        waiting.add(row(answer));
        if (waiting.size() == TOGETHER) {
          write();
          task.advance(reader.consumed() - told);
          told = reader.consumed();
        }
      }
      write();
      task.advance(reader.consumed() - told);
      return reader.read();
    }
  }

  private static StoredAnswer row(Answer answer) {
    return new StoredAnswer(
        AnswerKey.imported(answer.item(), answer.prompt()),
        answer.item(),
        answer.prompt(),
        answer.version(),
        answer.model(),
        "",
        AnswerStatus.IMPORTED,
        answer.answer(),
        "",
        "",
        0,
        0,
        0,
        0,
        answer.date(),
        answer.neighbours(),
        answer.graph());
  }

  private void write() throws IOException {
    Map<AnswerKey, StoredAnswer> there =
        new HashMap<>(store.find(waiting.stream().map(StoredAnswer::key).toList()));
    List<CompletableFuture<Void>> written = new ArrayList<>();
    for (StoredAnswer row : waiting) {
      StoredAnswer before = there.get(row.key());
      if (row.equals(before)) {
        unchanged++;
      } else if (before == null || replace) {
        written.add(store.put(row));
        imported++;
      } else {
        kept++;
      }
    }
    waiting.clear();
    try {
      written.forEach(CompletableFuture::join);
    } catch (CompletionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    }
  }
}
