package org.llmrec.recommender;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.llmrec.core.Item;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.MachineCode;
import org.llmrec.core.journal.ItemChange;
import org.llmrec.core.journal.ItemJournal;
import org.llmrec.core.journal.JournalEntry;

/**
 * Items that come, change and go while a recommender serves.
 *
 * <pre>{@code
 * RecommenderOptions options = RecommenderOptions.defaults().live(true);
 * try (Recommender recommender = Recommender.open(Path.of("ws"), options)) {
 *   recommender.live().put(item);
 *   recommender.live().delete("b014");
 *   recommender.live().flush();
 * }
 * }</pre>
 *
 * <p>A change is safe when its call returns: it is in the workspace's journal on the disk, will be
 * there after a restart, and will be part of the next enrichment and the next build. Soon after,
 * requests see it; a thread of this recommender encodes the texts and indexes them, what has come
 * together in one go. {@link #flush} waits for that.
 *
 * <p>A new item is found by its words, by its text vector, and by the vector that the item tower
 * makes of that. It has no interactions yet; an item that is replaced keeps those it had, and loses
 * what a language model said of it until the next build. A deleted item is in no answer, and a
 * history that names it is told that it is unknown.
 *
 * <p>Thread-safe. It lives as long as its recommender, through every {@link Recommender#refresh}.
 */
public final class LiveItems {
  private static final int BATCH = 100;

  private final Path workspace;
  private final ItemJournal journal;
  private final Thread thread;

  /** Held while a generation's catalogue is changed, or another takes its place. */
  private final Object indexing = new Object();

  /** What the generation does not have from its build; guarded by itself, like all below. */
  private final List<JournalEntry> entries = new ArrayList<>();

  private OpenGeneration target;
  private long written;
  private long findable;
  private Optional<String> problem = Optional.empty();
  private boolean closed;

  private LiveItems(Path workspace, ItemJournal journal, OpenGeneration first) {
    this.workspace = workspace;
    this.journal = journal;
    this.target = first;
    this.written = Math.max(first.taken(), journal.content().last());
    this.findable = written;
    this.thread = new Thread(this::work, "llmrec-live");
    this.thread.setDaemon(true);
  }

  /**
   * Takes the journal, and brings a generation up to it.
   *
   * @throws ConfigException if somebody else has it, or the workspace cannot be written to
   */
  static LiveItems open(Path workspace, OpenGeneration first) {
    ItemJournal journal = ItemJournal.open(workspace, first.taken());
    try {
      LiveItems items = new LiveItems(workspace, journal, first);
      items.entries.addAll(after(first.taken(), journal.content().entries()));
      items.problem = items.replay(first, first.taken());
      items.thread.start();
      return items;
    } catch (RuntimeException | Error e) {
      journal.close();
      throw e;
    }
  }

  private static List<JournalEntry> after(long sequence, List<JournalEntry> entries) {
    return entries.stream().filter(entry -> entry.sequence() > sequence).toList();
  }

  /**
   * Puts an item in, in the place of the one with its id if there is one.
   *
   * @throws ConfigException if an import would refuse the id
   * @throws LlmrecException if it cannot be written, such as when the disk is full; nothing has
   *     changed then
   * @throws IllegalStateException if the recommender is closed
   */
  public void put(Item item) {
    putAll(List.of(item));
  }

  /**
   * Puts several items in, which costs one write to the disk. All are safe when this returns; after
   * a crash before that, the first few may be.
   *
   * @throws ConfigException if an import would refuse an id; nothing has changed then
   * @throws LlmrecException if they cannot be written; nothing has changed then
   * @throws IllegalStateException if the recommender is closed
   */
  public void putAll(Collection<Item> items) {
    change(items.stream().<ItemChange>map(ItemChange.Put::new).toList());
  }

  /**
   * Deletes an item; one that is not there is no error.
   *
   * @throws ConfigException if no item can have the id
   * @throws LlmrecException if it cannot be written; nothing has changed then
   * @throws IllegalStateException if the recommender is closed
   */
  public void delete(String id) {
    deleteAll(List.of(id));
  }

  /**
   * Deletes several items; throws as {@link #delete} does, and then has deleted none.
   *
   * @param ids in any order
   */
  public void deleteAll(Collection<String> ids) {
    change(ids.stream().<ItemChange>map(ItemChange.Delete::new).toList());
  }

  private void change(List<ItemChange> changes) {
    if (changes.isEmpty()) {
      return;
    }
    // In one piece, so that the list has the journal's order.
    synchronized (journal) {
      List<JournalEntry> safe = journal.append(changes);
      synchronized (entries) {
        entries.addAll(safe);
        written = safe.getLast().sequence();
        entries.notifyAll();
      }
    }
  }

  /**
   * Waits until requests see every change whose call has returned.
   *
   * @throws LlmrecException if the thread is interrupted while it waits
   * @throws IllegalStateException if the recommender is closed, now or meanwhile
   */
  public void flush() {
    synchronized (entries) {
      long wanted = written;
      while (findable < wanted && !closed) {
        await();
      }
      requireOpen();
    }
  }

  /** How far everything has come. */
  public LiveStatus status() {
    synchronized (entries) {
      requireOpen();
      return new LiveStatus(
          written,
          findable,
          target.live().live(),
          target.live().wordsOnly(),
          problem,
          journal.content().cut());
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the recommender of " + workspace + " has been closed");
    }
  }

  private void await() {
    try {
      entries.wait();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LlmrecException(
          MachineCode.INTERRUPTED, workspace + ": interrupted while waiting for live items", e);
    }
  }

  /** The thread that makes changes findable. */
  private void work() {
    while (true) {
      synchronized (entries) {
        while (findable == written && !closed) {
          await();
        }
        if (closed) {
          return;
        }
      }
      synchronized (indexing) {
        step();
      }
    }
  }

  /** Takes what is waiting to the current generation, unless that is closed, as is this then. */
  private void step() {
    List<JournalEntry> batch;
    OpenGeneration generation;
    synchronized (entries) {
      List<JournalEntry> waiting = after(findable, entries);
      batch = List.copyOf(waiting.subList(0, Math.min(BATCH, waiting.size())));
      generation = target;
    }
    if (batch.isEmpty() || !generation.acquire()) {
      return;
    }
    Optional<String> failed;
    try {
      failed = apply(generation, batch);
    } catch (RuntimeException | Error e) {
      // Whoever waits must hear of it. The journal has them, and a build or the next start may do
      // better.
      failed = Optional.of("not findable before the next start: " + e);
    } finally {
      generation.release();
    }
    synchronized (entries) {
      findable = batch.getLast().sequence();
      problem = failed.or(() -> problem);
      entries.notifyAll();
    }
  }

  private static Optional<String> apply(OpenGeneration generation, List<JournalEntry> batch) {
    LiveEncoding encoding = new LiveEncoding(generation);
    encoding.apply(batch);
    return encoding.problem();
  }

  /**
   * Lets another generation take over, with all changes that its build did not take in.
   *
   * @param publish makes requests go to it
   */
  void moveTo(OpenGeneration next, Runnable publish) {
    long taken = next.taken();
    long replayed;
    synchronized (entries) {
      replayed = findable;
    }
    // Most of it while changes go on as before, and the last few while they wait.
    Optional<String> failed = replay(next, taken, replayed);
    synchronized (indexing) {
      long now;
      synchronized (entries) {
        now = findable;
      }
      failed = replay(next, Math.max(taken, replayed), now).or(or(failed));
      publish.run();
      synchronized (entries) {
        target = next;
        findable = Math.max(findable, Math.min(taken, written));
        entries.notifyAll();
        // What a later build may yet lack is in the journal and above what this one took.
        entries.removeIf(entry -> entry.sequence() <= taken);
        problem = failed;
      }
    }
  }

  private static Supplier<Optional<String>> or(Optional<String> other) {
    return () -> other;
  }

  private Optional<String> replay(OpenGeneration generation, long after) {
    return replay(generation, after, Long.MAX_VALUE);
  }

  private Optional<String> replay(OpenGeneration generation, long after, long upTo) {
    List<JournalEntry> missing;
    synchronized (entries) {
      missing = after(after, entries).stream().filter(e -> e.sequence() <= upTo).toList();
    }
    Optional<String> failed = Optional.empty();
    for (int from = 0; from < missing.size(); from += BATCH) {
      int to = Math.min(missing.size(), from + BATCH);
      failed = apply(generation, missing.subList(from, to)).or(or(failed));
    }
    return failed;
  }

  /** Ends the thread after what it is doing, and lets the journal go. */
  void close() {
    synchronized (entries) {
      closed = true;
      entries.notifyAll();
    }
    journal.close();
  }
}
