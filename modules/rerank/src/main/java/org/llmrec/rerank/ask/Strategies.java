package org.llmrec.rerank.ask;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;

/** Strategies by the names that commands and experiment files give them. */
public final class Strategies {
  private static final int PASSES = 10;
  private static final int SHUFFLES = 5;
  private static final int TOURNAMENTS = 1;

  private static final Map<String, Function<Numbers, Strategy>> BY_NAME = new TreeMap<>();

  static {
    BY_NAME.put("auto", n -> new Strategy.Auto(n.places()));
    BY_NAME.put("all-pairs", n -> new Strategy.AllPairs());
    BY_NAME.put("pair-heap", n -> new Strategy.PairHeap(n.places()));
    BY_NAME.put("sliding", n -> new Strategy.Sliding(n.rounds().orElse(PASSES), true));
    BY_NAME.put("set-heap", n -> new Strategy.SetHeap(n.places(), n.shown()));
    BY_NAME.put("set-bubble", n -> new Strategy.SetBubble(n.places(), n.shown()));
    BY_NAME.put("listwise", n -> new Strategy.Listwise(n.window(), n.step()));
    BY_NAME.put("first-token", n -> new Strategy.FirstToken(n.window(), n.step()));
    BY_NAME.put(
        "consistent",
        n -> new Strategy.Consistent(n.rounds().orElse(SHUFFLES), n.window(), n.step()));
    BY_NAME.put("tournaments", n -> new Strategy.TourRank(n.rounds().orElse(TOURNAMENTS)));
    BY_NAME.put("yes-no", n -> new Strategy.YesNo());
    BY_NAME.put("grades", n -> new Strategy.Grades(n.grades()));
  }

  private Strategies() {}

  /**
   * What strategies may be made of; each takes what it needs.
   *
   * @param places first places wanted in their order: heaps and bubbles
   * @param shown items shown at once by setwise heaps and bubbles
   * @param window of listwise ones
   * @param step of the window
   * @param rounds passes of sliding, shuffles of self-consistency, tournaments; 10, 5 and 1 unless
   *     given
   * @param grades the highest grade
   */
  public record Numbers(
      int places, int shown, int window, int step, OptionalInt rounds, int grades) {
    /** The numbers of the literature: 10 places, 4 shown, windows of 20 by 10, grades to 4. */
    public static final Numbers USUAL = new Numbers(10, 4, 20, 10, OptionalInt.empty(), 4);
  }

  /** The names, in alphabetical order. */
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /**
   * The strategy of a name.
   *
   * @throws IllegalArgumentException if there is none of that name, or a number that it takes is
   *     out of range
   */
  public static Strategy named(String name, Numbers numbers) {
    Function<Numbers, Strategy> made = BY_NAME.get(name);
    if (made == null) {
      throw new IllegalArgumentException("expected one of " + names() + ", found \"" + name + "\"");
    }
    return made.apply(numbers);
  }
}
