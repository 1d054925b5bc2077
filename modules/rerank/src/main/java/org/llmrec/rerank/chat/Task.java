package org.llmrec.rerank.chat;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.llmrec.rerank.Candidate;
import org.llmrec.rerank.history.History;
import org.llmrec.rerank.history.HistoryItem;

/**
 * What a model is asked for: the five tasks of "Is ChatGPT a Good Recommender?" (arXiv 2304.10149),
 * the sequential one in three forms.
 */
public sealed interface Task {
  /** How many items are asked for unless told otherwise. */
  int DEFAULT_COUNT = 10;

  /**
   * Rating prediction.
   *
   * @param item what is rated; a value in it is not shown
   * @param scale from where to where
   */
  record Rate(HistoryItem item, Scale scale) implements Task {
    /** Refuses null. */
    public Rate {
      Objects.requireNonNull(item, "item");
      Objects.requireNonNull(scale, "scale");
    }
  }

  /**
   * Sequential recommendation: the next items, whatever there is.
   *
   * @param history the oldest first
   * @param count how many are asked for, 1 or more
   */
  record Next(History history, int count) implements Task {
    /** Checks the count. */
    public Next {
      Objects.requireNonNull(history, "history");
      checkCount(count);
    }

    /** The usual ten. */
    public static Next of(History history) {
      return new Next(history, DEFAULT_COUNT);
    }
  }

  /**
   * Sequential recommendation: the next items among candidates.
   *
   * @param known of the user
   * @param candidates shown in this order
   * @param count how many are asked for, 1 or more
   * @param labels what the answer calls them
   */
  record Choose(Known known, List<Candidate> candidates, int count, Labels labels) implements Task {
    /** Copies the list and checks it. */
    public Choose {
      Objects.requireNonNull(known, "known");
      candidates = unique(candidates);
      checkCount(count);
      Objects.requireNonNull(labels, "labels");
    }

    /** The usual ten by their titles. */
    public static Choose of(History history, List<Candidate> candidates) {
      return new Choose(new Known.Met(history), candidates, DEFAULT_COUNT, Labels.TITLES);
    }
  }

  /**
   * Sequential recommendation: whether a candidate is the next item.
   *
   * @param history the oldest first
   * @param item the candidate
   */
  record Judge(History history, HistoryItem item) implements Task {
    /** Refuses null. */
    public Judge {
      Objects.requireNonNull(history, "history");
      Objects.requireNonNull(item, "item");
    }
  }

  /**
   * Direct recommendation: candidates are ranked, and a history is shown in the order of its
   * titles, so that it says nothing of time.
   *
   * @param known of the user
   * @param candidates shown in this order, which should say nothing
   * @param count how many are asked for, 1 or more
   * @param labels what the answer calls them
   */
  record Rank(Known known, List<Candidate> candidates, int count, Labels labels) implements Task {
    /** Copies the list and checks it. */
    public Rank {
      Objects.requireNonNull(known, "known");
      candidates = unique(candidates);
      checkCount(count);
      Objects.requireNonNull(labels, "labels");
    }

    /** The usual ten by their titles. */
    public static Rank of(History history, List<Candidate> candidates) {
      return new Rank(new Known.Met(history), candidates, DEFAULT_COUNT, Labels.TITLES);
    }
  }

  /**
   * Why an item is recommended.
   *
   * @param history the oldest first
   * @param item what is recommended
   */
  record Explain(History history, HistoryItem item) implements Task {
    /** Refuses null. */
    public Explain {
      Objects.requireNonNull(history, "history");
      Objects.requireNonNull(item, "item");
    }
  }

  /**
   * What a review says in short.
   *
   * @param review what somebody wrote
   */
  record Summarise(String review) implements Task {
    /** Refuses null. */
    public Summarise {
      Objects.requireNonNull(review, "review");
    }
  }

  private static void checkCount(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("expected 1 item to ask for or more, found " + count);
    }
  }

  private static List<Candidate> unique(List<Candidate> candidates) {
    Set<String> ids = new HashSet<>();
    for (Candidate candidate : candidates) {
      if (!ids.add(candidate.id())) {
        throw new IllegalArgumentException(
            "candidates: expected each id once, found " + candidate.id() + " twice");
      }
    }
    return List.copyOf(candidates);
  }
}
