package org.llmrec.recommender;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.llmrec.core.vector.Vectors;

/**
 * "close to Alien (1979) and Blade Runner (1982), which you liked": the two liked items with the
 * highest cosine to the item in the item tower, if it is positive.
 */
final class TasteReasons implements Reasons {
  private final Serving serving;
  private final Taste taste;
  private final Map<Integer, String> labels = new HashMap<>();

  TasteReasons(Serving serving, Taste taste) {
    this.serving = serving;
    this.taste = taste;
  }

  @Override
  public List<String> of(Scored scored, int[] best) {
    float[][] liked = new float[taste.liked().length][];
    CurrentRanker ranker = serving.ranker();
    for (int i = 0; i < liked.length; i++) {
      liked[i] = ranker.itemDirection(taste.liked()[i]);
    }
    List<String> sentences = new ArrayList<>();
    for (int i : best) {
      sentences.add(of(scored.ordinals()[i], liked));
    }
    return sentences;
  }

  private String of(int ordinal, float[][] liked) {
    if (!taste.personal()) {
      int count = serving.index().popularity(ordinal);
      return count > 0
          ? "popular: " + count + (count == 1 ? " interaction" : " interactions")
          : "fits the average user's taste";
    }
    float[] item = serving.ranker().itemDirection(ordinal);
    float[] cosines = new float[liked.length];
    for (int i = 0; i < cosines.length; i++) {
      // With seen items allowed, an item may be liked itself; it is no reason for itself.
      cosines[i] = taste.liked()[i] == ordinal ? 0 : Vectors.dot(item, liked[i]);
    }
    String close = highestTwo(cosines, taste.liked());
    return close.isEmpty() ? "fits your taste" : "close to " + close + ", which you liked";
  }

  /** The names of the two items with the highest values above 0; empty where there is none. */
  String highestTwo(float[] values, int[] items) {
    int first = highest(values, -1);
    int second = highest(values, first);
    List<String> names = new ArrayList<>();
    for (int i : new int[] {first, second}) {
      if (i >= 0 && values[i] > 0) {
        names.add(label(items[i]));
      }
    }
    return Sentences.and(names);
  }

  private static int highest(float[] values, int except) {
    int best = -1;
    for (int i = 0; i < values.length; i++) {
      if (i != except && (best < 0 || values[i] > values[best])) {
        best = i;
      }
    }
    return best;
  }

  private String label(int ordinal) {
    return labels.computeIfAbsent(ordinal, o -> serving.index().item(o).label());
  }

  /** The same after the words of the query that an item has. */
  Reasons afterMatches(String query) {
    return (scored, best) -> {
      int[] ordinals = Arrays.stream(best).map(i -> scored.ordinals()[i]).toArray();
      List<List<String>> words = serving.index().matchedWords(query, ordinals);
      List<String> tastes = taste.personal() ? of(scored, best) : List.of();
      List<String> sentences = new ArrayList<>();
      for (int i = 0; i < ordinals.length; i++) {
        String match =
            words.get(i).isEmpty()
                ? "close in meaning to the query"
                : "matches: " + String.join(", ", words.get(i));
        sentences.add(tastes.isEmpty() ? match : match + "; " + tastes.get(i));
      }
      return sentences;
    };
  }
}
