package org.llmrec.rerank.chat;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.llmrec.rerank.history.History;
import org.llmrec.rerank.history.HistoryItem;

/** A question with its true answer, shown to a model before it is asked. */
public sealed interface Example {
  /** The items that it shows. */
  List<HistoryItem> items();

  /**
   * For rating prediction.
   *
   * @param whose who rated
   * @param item with a value
   */
  record Rated(Whose whose, HistoryItem item) implements Example {
    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if the item has none
     */
    public Rated {
      Objects.requireNonNull(whose, "whose");
      if (item.value().isEmpty()) {
        throw new IllegalArgumentException(
            "example of a rating: expected an item with a value, found none with " + item.id());
      }
    }

    @Override
    public List<HistoryItem> items() {
      return List.of(item);
    }
  }

  /**
   * For all that is about the next item: a history and what truly came next.
   *
   * @param whose who met them
   * @param history the oldest first
   * @param next what came after
   */
  record Continued(Whose whose, History history, HistoryItem next) implements Example {
    /** Refuses null. */
    public Continued {
      Objects.requireNonNull(whose, "whose");
      Objects.requireNonNull(history, "history");
      Objects.requireNonNull(next, "next");
    }

    /**
     * Of the user's own history: all but the last of it, and the last as what came next.
     *
     * @throws IllegalArgumentException if there are fewer than 2 items
     */
    public static Continued shorter(History history) {
      int last = history.size() - 1;
      if (last < 1) {
        throw new IllegalArgumentException(
            "example of a shorter history: expected 2 items or more, found " + history.size());
      }
      return new Continued(
          Whose.OWN, new History(history.items().subList(0, last)), history.items().get(last));
    }

    /** The rating of the last item, as an example for rating prediction. */
    public Rated rated() {
      return new Rated(whose, next);
    }

    @Override
    public List<HistoryItem> items() {
      return Stream.concat(history.items().stream(), Stream.of(next)).toList();
    }
  }

  /**
   * For explanations.
   *
   * @param item what was recommended
   * @param explanation what was said of it
   */
  record Explained(HistoryItem item, String explanation) implements Example {
    /** Refuses null. */
    public Explained {
      Objects.requireNonNull(item, "item");
      Objects.requireNonNull(explanation, "explanation");
    }

    @Override
    public List<HistoryItem> items() {
      return List.of(item);
    }
  }

  /**
   * For summaries of reviews.
   *
   * @param review what somebody wrote
   * @param headline what it says in short
   */
  record Summarised(String review, String headline) implements Example {
    /** Refuses null. */
    public Summarised {
      Objects.requireNonNull(review, "review");
      Objects.requireNonNull(headline, "headline");
    }

    @Override
    public List<HistoryItem> items() {
      return List.of();
    }
  }
}
