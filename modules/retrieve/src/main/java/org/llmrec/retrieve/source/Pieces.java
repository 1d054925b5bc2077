package org.llmrec.retrieve.source;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.llmrec.retrieve.Hits;

/**
 * What a source asks, in pieces that may be answered at once, on several threads, and in any order.
 *
 * @param questions each good for one answer; none where nothing is known to ask by
 * @param together from the answers, in the order of the questions, to what the source finds
 */
public record Pieces(List<Supplier<Hits>> questions, Function<List<Hits>, Hits> together) {
  /** Copies the list. */
  public Pieces {
    questions = List.copyOf(questions);
  }

  /** All of it in one. */
  public static Pieces one(Supplier<Hits> question) {
    return new Pieces(List.of(question), List::getFirst);
  }

  /** The answer, piece after piece. */
  public Hits find() {
    return together.apply(questions.stream().map(Supplier::get).toList());
  }
}
