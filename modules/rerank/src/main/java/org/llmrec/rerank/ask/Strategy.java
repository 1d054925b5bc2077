package org.llmrec.rerank.ask;

/**
 * What a model is asked, and how its answers become an order. {@code k} is how many of the first
 * places are wanted in their right order. Counts of prompts are for N candidates.
 */
public sealed interface Strategy {

  /** Every pair in both orders: N(N-1) prompts, all at once; hardly depends on the given order. */
  record AllPairs() implements Strategy {}

  /** Pairs in both orders, in a heap: about N log N prompts. */
  record PairHeap(int k) implements Strategy {
    /** Checks the range. */
    public PairHeap {
      Ranges.atLeast("k", 1, k);
    }
  }

  /**
   * Pairs of neighbours in both orders, from the bottom up.
   *
   * @param passes each brings one more to the top, for 2(N-1) prompts
   * @param shrinking whether a pass stops below what earlier ones brought up
   */
  record Sliding(int passes, boolean shrinking) implements Strategy {
    /** Checks the range. */
    public Sliding {
      Ranges.atLeast("passes", 1, passes);
    }
  }

  /**
   * The best of several, in a heap: about k log N prompts.
   *
   * @param shown how many at once, 2 to 26
   */
  record SetHeap(int k, int shown) implements Strategy {
    /** Checks the ranges. */
    public SetHeap {
      Ranges.atLeast("k", 1, k);
      Ranges.within("shown", 2, Labels.LETTERS, shown);
    }
  }

  /**
   * The best of several, from the bottom up: about k N/(shown-1) prompts.
   *
   * @param shown how many at once, 2 to 26
   */
  record SetBubble(int k, int shown) implements Strategy {
    /** Checks the ranges. */
    public SetBubble {
      Ranges.atLeast("k", 1, k);
      Ranges.within("shown", 2, Labels.LETTERS, shown);
    }
  }

  /**
   * Orders of windows that overlap, from the bottom up: 1 + ceil((N-size)/step) prompts.
   *
   * @param size from 2 to 100
   * @param step from 1 to the size
   */
  record Listwise(int size, int step) implements Strategy {
    /** Checks the ranges. */
    public Listwise {
      Ranges.within("window", 2, 100, size);
      Ranges.within("step", 1, size, step);
    }
  }

  /**
   * The same, each window ordered by how probable its labels are as the first token of an answer
   * (Reddy et al., "FIRST: Faster Improved Listwise Reranking with Single Token Decoding",
   * 2406.15657): nothing is written. Labels that the server does not show come last, in their
   * order.
   *
   * @param size from 2 to 20: servers show no more tokens
   * @param step from 1 to the size
   */
  record FirstToken(int size, int step) implements Strategy {
    /** Checks the ranges. */
    public FirstToken {
      Ranges.within("window", 2, 20, size);
      Ranges.within("step", 1, size, step);
    }
  }

  /**
   * Listwise over shuffles of the list, and the order nearest to all of them (permutation
   * self-consistency, 2310.07712).
   *
   * @param shuffles from 1 on
   * @param size as for {@link Listwise}
   * @param step as for {@link Listwise}
   */
  record Consistent(int shuffles, int size, int step) implements Strategy {
    /** Checks the ranges. */
    public Consistent {
      Ranges.atLeast("shuffles", 1, shuffles);
      Ranges.within("window", 2, 100, size);
      Ranges.within("step", 1, size, step);
    }
  }

  /**
   * Tournaments in groups: 13 prompts each for 100 candidates, in 5 rounds; hardly depends on the
   * given order.
   *
   * @param tournaments from 1 on
   */
  record TourRank(int tournaments) implements Strategy {
    /** Checks the range. */
    public TourRank {
      Ranges.atLeast("tournaments", 1, tournaments);
    }
  }

  /** Yes or no to each, all at once: N prompts. Worth most where probabilities are shown. */
  record YesNo() implements Strategy {}

  /**
   * A grade for each, all at once: N prompts.
   *
   * @param most the highest, from 1 to 9
   */
  record Grades(int most) implements Strategy {
    /** Checks the range. */
    public Grades {
      Ranges.within("grades", 1, 9, most);
    }
  }

  /** One of the others, by how many candidates there are, the budget, and what the model can. */
  record Auto(int k) implements Strategy {
    /** Checks the range. */
    public Auto {
      Ranges.atLeast("k", 1, k);
    }
  }

  /** In a few words, for people. */
  default String label() {
    return switch (this) {
      case AllPairs pairs -> "all pairs";
      case PairHeap heap -> "heap of pairs for " + places(heap.k());
      case Sliding sliding ->
          "sliding, " + sliding.passes() + (sliding.passes() == 1 ? " pass" : " passes");
      case SetHeap heap -> "setwise heap of " + heap.shown() + " for " + places(heap.k());
      case SetBubble bubble ->
          "setwise bubbles of " + bubble.shown() + " for " + places(bubble.k());
      case Listwise list -> "listwise " + list.size() + "/" + list.step();
      case FirstToken first -> "first token " + first.size() + "/" + first.step();
      case Consistent consistent -> "self-consistent, " + consistent.shuffles() + " shuffles";
      case TourRank tour ->
          tour.tournaments() == 1 ? "one tournament" : tour.tournaments() + " tournaments";
      case YesNo yesNo -> "yes or no";
      case Grades grades -> "grades to " + grades.most();
      case Auto auto -> "automatic for " + places(auto.k());
    };
  }

  private static String places(int k) {
    return k == 1 ? "1 place" : k + " places";
  }
}
