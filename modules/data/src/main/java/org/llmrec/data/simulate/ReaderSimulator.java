package org.llmrec.data.simulate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.llmrec.core.Interaction;
import org.llmrec.core.Item;

/**
 * Invents readers of a catalogue.
 *
 * <p>The process, per reader: a {@link Taste} is drawn (two or three loved categories, a disliked
 * one, a fondness for some authors). Every item then has a utility
 *
 * <pre>u(i) = taste · affinity(reader, i) + fame · appeal(i) + g,   g ~ Gumbel(0, 1)</pre>
 *
 * <p>where {@code appeal} is drawn once per item for everybody. The items with the highest utility
 * are read: by the Gumbel trick this samples without replacement in proportion to {@code exp(taste
 * · affinity + fame · appeal)}. How many is log-normal around the mean. A rating from 1 to 5 grows
 * with affinity and appeal, plus noise, so that some of what is read is not liked. Items are read
 * in random order, some days apart.
 *
 * <p>Each reader has a random stream of their own, so reader 17 is the same among 20 readers as
 * among 20,000.
 */
public final class ReaderSimulator {
  private static final long FIRST_DAY = 1_577_836_800L;
  private static final long DAY = 86_400L;

  private final List<Item> items;
  private final SimulatorOptions options;
  private final double[] appeal;
  private final Traits traits;

  /**
   * For one catalogue.
   *
   * @throws IllegalArgumentException if the catalogue is empty
   */
  public ReaderSimulator(List<Item> catalogue, SimulatorOptions options) {
    if (catalogue.isEmpty()) {
      throw new IllegalArgumentException("the catalogue has no items to read");
    }
    this.items = List.copyOf(catalogue);
    this.options = options;
    this.traits = Traits.of(items);
    SplittableRandom random = new SplittableRandom(options.seed() ^ 0x5DEECE66DL);
    // Zipf-like: the logarithm of 1 / rank over a random ranking, centred.
    int[] ranking = shuffled(items.size(), random);
    this.appeal = new double[items.size()];
    double mean = 0;
    for (int rank = 0; rank < ranking.length; rank++) {
      appeal[ranking[rank]] = -StrictMath.log(1 + rank);
      mean -= StrictMath.log(1 + rank) / ranking.length;
    }
    for (int i = 0; i < appeal.length; i++) {
      appeal[i] -= mean;
    }
  }

  /** Hands every interaction to {@code sink}, reader by reader, in the order of time. */
  public void simulate(Consumer<Interaction> sink) {
    for (int reader = 0; reader < options.readers(); reader++) {
      simulate(reader, sink);
    }
  }

  private void simulate(int reader, Consumer<Interaction> sink) {
    SplittableRandom random =
        new SplittableRandom(options.seed() * 0x9E3779B97F4A7C15L + reader * 0xBF58476D1CE4E5B9L);
    String id = String.format(Locale.ROOT, "%s%04d", options.prefix(), reader + 1);
    Taste taste = Taste.draw(traits, random);
    double[] pull = new double[items.size()];
    double[] utility = new double[items.size()];
    for (int i = 0; i < pull.length; i++) {
      pull[i] = options.taste() * taste.affinity(traits, i) + options.fame() * appeal[i];
      utility[i] = pull[i] - StrictMath.log(-StrictMath.log(random.nextDouble(1e-12, 1)));
    }
    int count =
        (int) Math.round(options.meanHistory() * StrictMath.exp(0.5 * gaussian(random) - 0.125));
    List<Integer> read =
        new ArrayList<>(
            IntStream.range(0, pull.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -utility[i]))
                .limit(Math.max(1, Math.min(count, pull.length)))
                .toList());
    int[] order = shuffled(read.size(), random);
    long day = random.nextLong(0, 365);
    for (int position : order) {
      int item = read.get(position);
      double liking = 3.2 + 0.5 * pull[item] / (1 + 0.25 * Math.abs(pull[item]));
      long stars = Math.round(liking + 0.7 * gaussian(random));
      day += 1 + random.nextLong(0, 14);
      sink.accept(
          new Interaction(
              id, items.get(item).id(), Math.max(1, Math.min(5, stars)), FIRST_DAY + day * DAY));
    }
  }

  private static int[] shuffled(int n, SplittableRandom random) {
    int[] order = IntStream.range(0, n).toArray();
    for (int i = n - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    return order;
  }

  /** Box–Muller on StrictMath, so that every platform draws the same readers. */
  private static double gaussian(SplittableRandom random) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(random.nextDouble(1e-12, 1)));
    return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }
}
