package org.llmrec.data.simulate.world;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.llmrec.core.Interaction;

/** Who meets which items. Each person is made from their number alone. */
final class People {
  private static final long PEOPLE = 3;
  private static final double POPULARITY = 0.8;
  private static final double OWN_GENRES = 0.75;
  private static final double SIGMA = 0.8;
  private static final int TRIES = 20;
  private static final int LONGEST = 1_000;
  private static final long FIRST_DAY = 1_577_836_800L;
  private static final long DAY = 86_400L;

  private final World world;
  private final WorldOptions options;

  People(World world, WorldOptions options) {
    this.world = world;
    this.options = options;
  }

  /** Hands over what one person meets, each item once, in the order of time. */
  int of(int person, Consumer<Interaction> sink) {
    SplittableRandom random = Draws.stream(options.seed(), PEOPLE, person);
    String id = String.format(Locale.ROOT, "u%07d", person);
    int[] own = {genre(random), genre(random), genre(random)};
    int longest = Math.min(LONGEST, Math.max(1, world.items() / 2));
    int count =
        (int)
            Math.clamp(
                Math.round(Draws.logNormal(random, options.meanHistory(), SIGMA)), 1, longest);
    Set<Integer> met = new HashSet<>();
    long day = random.nextLong(0, 730);
    for (int n = 0; n < count; n++) {
      boolean loved = random.nextDouble() < OWN_GENRES;
      for (int tried = 0; tried < TRIES; tried++) {
        int genre = loved ? own[Draws.rank(random, own.length, 0.5)] : genre(random);
        int item = world.item(genre, Draws.rank(random, world.size(genre), POPULARITY));
        if (met.add(item)) {
          double stars = loved ? 4 + random.nextInt(2) : 2 + random.nextInt(4);
          sink.accept(new Interaction(id, world.id(item), stars, FIRST_DAY + day * DAY));
          break;
        }
      }
      day += random.nextLong(0, 9);
    }
    return met.size();
  }

  /** Some genres are met more than others. */
  private int genre(SplittableRandom random) {
    return Draws.rank(random, world.genres(), 0.4);
  }
}
