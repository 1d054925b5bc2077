package org.llmrec.data.simulate.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.llmrec.core.Item;

/**
 * The items. Number {@code i} belongs to genre {@code i mod G} and is its {@code i / G}th most met,
 * from 0. Immutable.
 */
final class World {
  private static final long ITEMS = 1;
  private static final long ANSWERS = 2;
  private static final double GENRE_SHARE = 0.5;

  private final WorldOptions options;
  private final int genres;

  /** From a place of the catalogue to the next item; has no divisor in common with the items. */
  private final long step;

  World(WorldOptions options) {
    this.options = options;
    this.genres = (int) Math.min(options.items(), Math.round(4 * StrictMath.cbrt(options.items())));
    this.step = step(options.items());
  }

  private static long step(int items) {
    long step = 1_000_003;
    while (gcd(step, items) != 1) {
      step += 2;
    }
    return step;
  }

  int items() {
    return options.items();
  }

  int genres() {
    return genres;
  }

  /** How many items a genre has. */
  int size(int genre) {
    return (options.items() - 1 - genre) / genres + 1;
  }

  /** The number of a genre's item by its rank in it. */
  int item(int genre, int rank) {
    return rank * genres + genre;
  }

  /** The item at a place of the catalogue, so that its order says nothing of who is met most. */
  int at(int place) {
    return (int) ((place * step + 17) % options.items());
  }

  String id(int item) {
    return String.format(Locale.ROOT, "i%07d", item);
  }

  Item read(int item) {
    SplittableRandom random = Draws.stream(options.seed(), ITEMS, item);
    int genre = item % genres;
    String title = title(genre, random);
    int words = Math.max(1, (int) Math.round(Draws.logNormal(random, options.words(), 0.5)));
    StringBuilder description = new StringBuilder();
    for (int w = 0; w < words; w++) {
      description.append(w == 0 ? "" : w % 12 == 0 ? ". " : " ");
      description.append(
          random.nextDouble() < GENRE_SHARE ? Lexicon.of(genre, random) : Lexicon.any(random));
    }
    List<String> categories = new ArrayList<>(List.of(Lexicon.genre(genre)));
    if (random.nextDouble() < 0.3 && genres > 1) {
      categories.add(Lexicon.genre((genre + 1 + random.nextInt(genres - 1)) % genres));
    }
    return new Item(
        id(item),
        title,
        description.append('.').toString(),
        categories,
        Map.of("year", Integer.toString(1960 + random.nextInt(65))));
  }

  /** What a language model might have said: tags of the genre, a few of the item's own. */
  String tags(int item) {
    SplittableRandom random = Draws.stream(options.seed(), ANSWERS, item);
    StringBuilder tags = new StringBuilder();
    for (int t = 0; t < 10; t++) {
      tags.append(t == 0 ? "" : ", ");
      tags.append(t < 7 ? Lexicon.of(item % genres, random) : Lexicon.any(random));
    }
    return tags.toString();
  }

  private static String title(int genre, SplittableRandom random) {
    StringBuilder title = new StringBuilder();
    int words = 2 + random.nextInt(3);
    for (int w = 0; w < words; w++) {
      String word = w == 0 ? Lexicon.of(genre, random) : Lexicon.any(random);
      title.append(w == 0 ? "" : " ");
      title.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
    }
    return title.toString();
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
