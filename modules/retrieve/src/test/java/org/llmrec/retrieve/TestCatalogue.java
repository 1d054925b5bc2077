package org.llmrec.retrieve;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;
import org.llmrec.core.vector.Vectors;

/** A random catalogue with everything that an index can meet, and its naive oracles. */
public final class TestCatalogue {
  static final List<String> CATEGORIES = List.of("Sci-Fi", "Drama", "Comedy", "War", "Épopée");
  private static final List<String> LANGUAGES = List.of("en", " EN ", "fr", "Français", "");

  /** Some are numbers. */
  private static final List<String> PRICES =
      List.of(
          "0",
          "-0",
          "-0.0",
          " 7 ",
          "1.",
          ".5",
          "+2e0",
          "9,5",
          "NaN",
          "Infinity",
          "1e400",
          "1d",
          "0x1p3",
          "free",
          "",
          "1e-400",
          "-3");

  private static final List<Double> ENDS =
      List.of(
          Double.NEGATIVE_INFINITY,
          -3.0,
          -0.0,
          0.0,
          0.5,
          2.0,
          4.25,
          7.0,
          100.0,
          Double.POSITIVE_INFINITY);

  private static final String[] WORDS = {
    "space", "opera", "robots", "love", "the", "of", "war", "station", "Amélie", "queen's", "tiny"
  };

  public final List<Item> items = new ArrayList<>();
  final List<Map<String, String>> answers = new ArrayList<>();
  public final List<Integer> popularity = new ArrayList<>();

  /** Of any length; null where an item has none. */
  public final List<float[]> text = new ArrayList<>();

  /** Null where an item has none. */
  public final List<float[]> tower = new ArrayList<>();

  public final List<Float> trend = new ArrayList<>();

  /** By item: which others the same people like, and how much, descending. */
  public final List<SortedMap<Integer, Float>> coEngaged = new ArrayList<>();

  public static TestCatalogue random(Random random, int size, int textDims, int towerDims) {
    TestCatalogue catalogue = new TestCatalogue();
    for (int i = 0; i < size; i++) {
      List<String> categories = CATEGORIES.stream().filter(c -> random.nextInt(4) == 0).toList();
      catalogue.items.add(
          new Item(
              "i" + i,
              random.nextInt(10) == 0 ? "" : words(random, 3),
              random.nextInt(5) == 0 ? "" : words(random, 20),
              categories,
              attributes(random)));
      catalogue.answers.add(random.nextBoolean() ? Map.of() : Map.of("para", words(random, 10)));
      catalogue.popularity.add(random.nextInt(8));
      catalogue.text.add(random.nextInt(10) == 0 ? null : vector(random, textDims));
      catalogue.tower.add(random.nextInt(10) == 0 ? null : vector(random, towerDims));
    }
    // Drawn after all else, so that older seeds give what they gave.
    for (int i = 0; i < size; i++) {
      catalogue.trend.add(random.nextInt(3) == 0 ? 0 : random.nextInt(9) / 4f);
      SortedMap<Integer, Float> near = new TreeMap<>();
      for (int n = random.nextInt(6); n > 0; n--) {
        near.put(random.nextInt(size), (1 + random.nextInt(8)) / 16f);
      }
      catalogue.coEngaged.add(near);
    }
    return catalogue;
  }

  private static Map<String, String> attributes(Random random) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("director", words(random, 2));
    if (random.nextInt(4) > 0) {
      attributes.put("language", LANGUAGES.get(random.nextInt(LANGUAGES.size())));
    }
    if (random.nextInt(4) > 0) {
      attributes.put(
          "price",
          random.nextInt(4) == 0
              ? PRICES.get(random.nextInt(PRICES.size()))
              : Double.toString(random.nextInt(20) / 2.0));
    }
    return attributes;
  }

  private static String words(Random random, int n) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      words.add(WORDS[random.nextInt(WORDS.length)]);
    }
    return String.join(" ", words);
  }

  /** A vector {@code [dims]}; coarse numbers, so that equal scores happen. */
  public static float[] vector(Random random, int dims) {
    float[] vector = new float[dims];
    for (int i = 0; i < dims; i++) {
      vector[i] = random.nextInt(5) - 2 + (random.nextBoolean() ? 0.25f : 0f);
    }
    vector[0] += 0.5f;
    return vector;
  }

  /** The text vectors at length 1. */
  public List<float[]> unitTexts() {
    List<float[]> units = new ArrayList<>();
    for (float[] vector : text) {
      units.add(vector == null ? null : Vectors.normalise(vector.clone()));
    }
    return units;
  }

  public int size() {
    return items.size();
  }

  public IndexReport build(Path folder) {
    return CatalogueIndexer.build(
        folder,
        IntStream.range(0, size())
            .mapToObj(
                i ->
                    new IndexedItem(
                            i,
                            items.get(i),
                            answers.get(i),
                            popularity.get(i),
                            text.get(i),
                            tower.get(i))
                        .withTrend(trend.isEmpty() ? 0 : trend.get(i))
                        .withCoEngaged(near(i), nearness(i))),
        Progress.silent());
  }

  private int[] near(int i) {
    if (coEngaged.isEmpty()) {
      return new int[0];
    }
    return coEngaged.get(i).entrySet().stream()
        .sorted(Map.Entry.<Integer, Float>comparingByValue().reversed())
        .mapToInt(Map.Entry::getKey)
        .toArray();
  }

  private float[] nearness(int i) {
    int[] near = near(i);
    float[] scores = new float[near.length];
    for (int n = 0; n < near.length; n++) {
      scores[n] = coEngaged.get(i).get(near[n]);
    }
    return scores;
  }

  /** Whether a filter lets an item pass, said in the plainest way. */
  public boolean passes(Filter filter, int ordinal) {
    Item item = items.get(ordinal);
    boolean category =
        filter.categories().isEmpty()
            || item.categories().stream()
                .anyMatch(
                    c ->
                        filter.categories().stream()
                            .anyMatch(
                                wanted ->
                                    wanted
                                        .toLowerCase(Locale.ROOT)
                                        .equals(c.toLowerCase(Locale.ROOT))));
    boolean allowed = filter.allow().map(ids -> ids.contains(item.id())).orElse(true);
    return category
        && allowed
        && filter.attributes().entrySet().stream().allMatch(each -> has(item, each))
        && filter.ranges().entrySet().stream().allMatch(each -> within(item, each))
        && !filter.deny().contains(item.id());
  }

  private static boolean has(Item item, Map.Entry<String, Set<String>> wanted) {
    String value = item.attributes().get(wanted.getKey());
    return value != null
        && wanted.getValue().stream()
            .anyMatch(
                each ->
                    each.strip()
                        .toLowerCase(Locale.ROOT)
                        .equals(value.strip().toLowerCase(Locale.ROOT)));
  }

  private static boolean within(Item item, Map.Entry<String, Range> wanted) {
    try {
      double number =
          new BigDecimal(item.attributes().getOrDefault(wanted.getKey(), "none").strip())
              .doubleValue();
      return Double.isFinite(number)
          && wanted.getValue().from() <= number
          && number <= wanted.getValue().to();
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** A random filter, from none to one that lets nothing pass. */
  public Filter filter(Random random) {
    Filter filter = Filter.none();
    if (random.nextInt(3) == 0) {
      String category = CATEGORIES.get(random.nextInt(CATEGORIES.size()));
      filter = filter.withCategories(List.of(category.toUpperCase(Locale.ROOT), "no such one"));
    }
    if (random.nextInt(3) == 0) {
      filter = filter.allowing(ids(random, random.nextInt(size())));
    }
    if (random.nextInt(3) == 0) {
      filter = filter.denying(ids(random, random.nextInt(size())));
    }
    if (random.nextInt(4) == 0) {
      String language = LANGUAGES.get(random.nextInt(LANGUAGES.size()));
      filter = filter.withAttribute("language", language.toUpperCase(Locale.ROOT) + " ", "none");
    }
    if (random.nextInt(20) == 0) {
      filter = filter.withAttribute("no such name", "en");
    }
    if (random.nextInt(4) == 0) {
      double a = ENDS.get(random.nextInt(ENDS.size()));
      double b = ENDS.get(random.nextInt(ENDS.size()));
      String name = random.nextInt(8) == 0 ? "language" : "price";
      filter = filter.withRange(name, a <= b ? new Range(a, b) : new Range(b, a));
    }
    return filter;
  }

  private List<String> ids(Random random, int n) {
    List<String> ids = new ArrayList<>(List.of("unknown"));
    for (int i = 0; i < n; i++) {
      ids.add("i" + random.nextInt(size()));
    }
    return ids;
  }
}
