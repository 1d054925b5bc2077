package org.llmrec.recommender;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.llmrec.core.Deadline;
import org.llmrec.core.vector.Vectors;
import org.llmrec.retrieve.Candidate;
import org.llmrec.retrieve.CatalogueView;
import org.llmrec.retrieve.Filter;
import org.llmrec.retrieve.Source;

/** Answers which items are like another. */
final class Similar {
  private Similar() {}

  static Response of(Serving serving, String itemId, int k, Filter filter, Deadline deadline) {
    CatalogueView index = serving.index();
    int window = Request.forAnyone().k(k).window();
    List<Note> notes = new ArrayList<>();
    int ordinal = index.ordinal(itemId);
    if (ordinal < 0) {
      notes.add(new Note(Note.Code.UNKNOWN_ITEMS, "item " + itemId + " is not in the catalogue"));
      notes.add(new Note(Note.Code.NOTHING_FOUND, "nothing is like an item that is not known"));
      return new Response(List.of(), notes, serving.generation().id());
    }
    Answer answer = new Answer(serving, index.search(filter, new int[] {ordinal}, deadline), notes);
    Optional<float[]> text = index.textVector(ordinal);
    float[] tower = serving.ranker().itemDirection(ordinal);
    text.ifPresent(vector -> answer.add(answer.search().text(vector, window)));
    answer.add(answer.search().tower(tower, window));
    answer.add(answer.search().coEngaged(ordinal, window));
    Scored scored = new Scored(Candidate.union(answer.hits()));
    text.ifPresent(vector -> scored.add(Stage.TEXT, index.textCosines(vector, scored.ordinals())));
    scored.add(Stage.TOWER, likeness(serving.ranker(), tower, scored.ordinals()));
    scored.add(Stage.CO_ENGAGED, Source.CO_ENGAGED);
    scored.add(Stage.POPULARITY, answer.popularity(scored.ordinals()));
    double[] finalScores =
        scored.fused(Map.of(Stage.TEXT, 1.0, Stage.TOWER, 1.0, Stage.CO_ENGAGED, 1.0));
    String label = index.item(ordinal).label();
    return answer.respond(
        scored,
        scored.order(finalScores, Stage.TOWER),
        finalScores,
        k,
        (all, best) -> reasons(all, best, label, k),
        filter,
        "no eligible item has a vector to compare with");
  }

  /** The better of two ranks, of which 0 is none. */
  private static int better(int a, int b) {
    return a == 0 || b == 0 ? Math.max(a, b) : Math.min(a, b);
  }

  private static float[] likeness(CurrentRanker ranker, float[] direction, int[] ordinals) {
    float[] cosines = new float[ordinals.length];
    for (int i = 0; i < cosines.length; i++) {
      cosines[i] = Vectors.dot(direction, ranker.itemDirection(ordinals[i]));
    }
    return cosines;
  }

  private static List<String> reasons(Scored scored, int[] best, String label, int k) {
    List<String> sentences = new ArrayList<>();
    for (int i : best) {
      int text = scored.rank(Stage.TEXT, i);
      int tower = better(scored.rank(Stage.TOWER, i), scored.rank(Stage.CO_ENGAGED, i));
      // Of two ranks the better one is a reason, and the other only when it is good as well.
      boolean byText = text > 0 && (text <= 2 * k || tower == 0 || text <= tower);
      boolean byTower = tower > 0 && (tower <= 2 * k || text == 0 || tower <= text);
      sentences.add(
          byText && byTower
              ? "described like " + label + " and liked by the same people"
              : byText ? "described like " + label : "liked by the same people as " + label);
    }
    return sentences;
  }
}
