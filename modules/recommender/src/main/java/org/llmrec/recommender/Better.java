package org.llmrec.recommender;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.WorkspaceCode;
import org.llmrec.rerank.Candidate;
import org.llmrec.rerank.Outcome;
import org.llmrec.rerank.RerankRequest;
import org.llmrec.rerank.Reranked;
import org.llmrec.rerank.Reranker;
import org.llmrec.rerank.Reranking;
import org.llmrec.rerank.history.History;
import org.llmrec.rerank.history.HistoryItem;
import org.llmrec.rerank.history.Person;
import org.llmrec.retrieve.StoredItem;

/**
 * The order of an answer after reranking. A place keeps its score, whoever gets the place: scores
 * of the reranker and of the search are on different scales, and the list goes on after the last
 * one that was reranked.
 *
 * @param order positions, best first
 * @param finalScores by position
 * @param full whether all that should be reranked were
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
record Better(int[] order, double[] finalScores, boolean full) {
  /**
   * The reranker of a recommender that was asked to rerank.
   *
   * @throws ConfigException if it has none
   */
  static Reranker reranker(Serving serving) {
    return serving
        .reranker()
        .orElseThrow(
            () ->
                new ConfigException(
                    WorkspaceCode.OPENED_WITHOUT,
                    "rerank: expected a recommender with a reranker, found none; open it with"
                        + " RecommenderOptions.defaults().reranker(...)"));
  }

  /**
   * Reranks the first few, and adds what the reranker says as a stage.
   *
   * @param asked what is wanted, still without candidates
   * @param order positions, best first
   * @param finalScores by position
   * @param notes to which is added why it was not reranked, where it was not the deadline
   */
  static Better of(
      Serving serving,
      RerankRequest asked,
      Scored scored,
      int[] order,
      double[] finalScores,
      List<Note> notes) {
    List<Candidate> head = new ArrayList<>();
    for (int p = 0; p < Math.min(asked.top(), order.length); p++) {
      StoredItem item = serving.index().item(scored.ordinals()[order[p]]);
      head.add(
          new Candidate(
              item.id(), Candidate.text(item.title(), item.description()), finalScores[order[p]]));
    }
    Reranking reranking = reranker(serving).rerank(asked.candidates(head));
    int[] better = order.clone();
    double[] scores = finalScores.clone();
    float[] said = new float[scored.size()];
    Arrays.fill(said, Float.NaN);
    for (int p = 0; p < head.size(); p++) {
      Reranked item = reranking.items().get(p);
      int position = order[item.given() - 1];
      better[p] = position;
      scores[position] = finalScores[order[p]];
      item.score().ifPresent(score -> said[position] = (float) score);
    }
    scored.add(Stage.RERANK, said);
    return new Better(better, scores, complete(reranking.outcome(), notes));
  }

  /** Whether it was not the deadline that cut it short; anything else is said here. */
  private static boolean complete(Outcome outcome, List<Note> notes) {
    switch (outcome) {
      case Outcome.Partial partial -> {
        if (partial.late()) {
          return false;
        }
        notes.add(new Note(Note.Code.PARTIAL, "reranked in part: " + partial.why()));
      }
      case Outcome.Fallback fallback ->
          notes.add(new Note(Note.Code.NOT_RERANKED, "not reranked: " + fallback.why()));
      default -> {
        return true;
      }
    }
    return true;
  }

  /**
   * Who asks, as rerankers are told.
   *
   * @param user the key, if there is one
   * @param liked ordinals, the latest last as far as that is known
   */
  static Person person(Serving serving, Optional<String> user, int[] liked) {
    List<HistoryItem> items = new ArrayList<>();
    for (int ordinal : liked) {
      StoredItem item = serving.index().item(ordinal);
      items.add(HistoryItem.of(item.id(), item.label()).keywords(item.categories()));
    }
    return new Person(user, new History(items), OptionalDouble.empty());
  }
}
