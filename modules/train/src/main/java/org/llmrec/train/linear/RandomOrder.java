package org.llmrec.train.linear;

import java.util.Map;
import org.llmrec.data.protocol.Asker;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.table.Ids;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Method;
import org.llmrec.train.method.Settings;

/**
 * An order that is drawn: the floor below which nothing is learnt. A score is a hash of the seed,
 * the asker (the id of a known user, the history of another, the text of a query) and the item's
 * id, uniform in [0, 1), so it depends neither on who asked before nor on how items are numbered.
 */
record RandomOrder(Map<String, Object> settings) implements Method {
  static Method create(Settings settings) {
    return new RandomOrder(settings.taken());
  }

  @Override
  public boolean usesText() {
    return false;
  }

  @Override
  public boolean usesSeed() {
    return true;
  }

  @Override
  public FittedMethod fit(TrainingData data, FitContext context) {
    Ids items = data.items();
    long[] hashes = new long[items.size()];
    for (int item = 0; item < hashes.length; item++) {
      hashes[item] = hash(items.get(item));
    }
    return new Fitted(context.seed(), data.users(), items, hashes);
  }

  private static long hash(String text) {
    long hash = text.length();
    for (int i = 0; i < text.length(); i++) {
      hash = mixed(hash ^ text.charAt(i));
    }
    return hash;
  }

  /** The finaliser of SplitMix64: every bit of the result depends on every bit of z. */
  private static long mixed(long z) {
    long x = z + 0x9e3779b97f4a7c15L;
    x = (x ^ (x >>> 30)) * 0xbf58476d1ce4e5b9L;
    x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
    return x ^ (x >>> 31);
  }

  @SuppressWarnings("ArrayRecordComponent") // private, and nobody compares it
  private record Fitted(long seed, Ids users, Ids items, long[] hashes) implements FittedMethod {
    @Override
    public void score(Asker asker, float[] scores) {
      long start = mixed(seed) ^ who(asker);
      for (int item = 0; item < scores.length; item++) {
        scores[item] = (mixed(start ^ hashes[item]) >>> 40) * 0x1p-24f;
      }
    }

    private long who(Asker asker) {
      return switch (asker) {
        case Asker.QueryText query -> hash(query.text());
        case Asker.Reader reader -> reader.known() ? hash(users.get(reader.user())) : met(reader);
      };
    }

    private long met(Asker.Reader reader) {
      long hash = 0;
      for (int item : reader.history()) {
        hash += mixed(hashes[item]);
      }
      return hash;
    }
  }
}
