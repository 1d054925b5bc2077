package org.llmrec.lab.stage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.train.method.FitContext;

/**
 * First stages that are shared: an experiment asks a dozen sources about the same ranker, which
 * takes a minute to train. Keeps the last few that nobody uses. Thread-safe.
 */
final class FirstStages {
  // An experiment asks all seeds about one model before the next: fewer would be trained anew.
  private static final int IDLE = 8;

  /** What tells one from another; the texts by the file handles, which are shared by arm. */
  private record Key(
      String data, long seed, int threads, Object texts, Map<String, Object> ranker) {}

  private static final class Entry {
    private final Key key;
    private FirstStage stage;
    private int uses;

    Entry(Key key) {
      this.key = key;
    }
  }

  private final List<Entry> entries = new ArrayList<>();

  /** One use of a first stage. */
  interface Lease extends AutoCloseable {
    FirstStage stage();

    @Override
    void close();
  }

  /** Trains it, or finds it. */
  Lease of(TrainingData data, FitContext context, Map<String, Object> ranker) throws IOException {
    String learntFrom = data.hash() + data.stopping().map(TrainingData::hash).orElse("");
    Key key =
        new Key(
            learntFrom,
            context.seed(),
            context.threads(),
            context.texts().map(texts -> texts.fields()).orElse(Map.of()),
            Map.copyOf(ranker));
    Entry entry = enter(key);
    try {
      synchronized (entry) {
        if (entry.stage == null) {
          Path beside = Objects.requireNonNull(context.scratch().getParent(), "parent");
          entry.stage = FirstStage.make(data, context, ranker, beside);
        }
      }
    } catch (IOException | RuntimeException | Error e) {
      leave(entry);
      throw e;
    }
    return new Lease() {
      private boolean over;

      @Override
      public FirstStage stage() {
        return entry.stage;
      }

      @Override
      public synchronized void close() {
        if (!over) {
          over = true;
          leave(entry);
        }
      }
    };
  }

  private synchronized Entry enter(Key key) {
    for (Entry entry : entries) {
      if (entry.key.equals(key)) {
        entry.uses++;
        return entry;
      }
    }
    Entry entry = new Entry(key);
    entry.uses = 1;
    entries.add(entry);
    return entry;
  }

  private synchronized void leave(Entry left) {
    left.uses--;
    // The latest used goes to the end, so that the oldest idle one goes first.
    entries.remove(left);
    entries.add(left);
    close(IDLE);
  }

  /** Lets go of those that nobody uses. */
  synchronized void closeIdle() {
    close(0);
  }

  private void close(int kept) {
    long idle = entries.stream().filter(entry -> entry.uses == 0).count();
    for (int i = 0; i < entries.size() && idle > kept; ) {
      Entry entry = entries.get(i);
      if (entry.uses == 0) {
        entries.remove(i);
        idle--;
        if (entry.stage != null) {
          entry.stage.close();
        }
      } else {
        i++;
      }
    }
  }
}
