package org.llmrec.recommender;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.rank.query.QueryRanker;
import org.llmrec.retrieve.CatalogueIndex;
import org.llmrec.retrieve.CatalogueSearch;
import org.llmrec.retrieve.CatalogueView;
import org.llmrec.retrieve.signal.Candidates;
import org.llmrec.retrieve.signal.CatalogueSignals;
import org.llmrec.retrieve.signal.LikedTogether;

/** The learnt order of searches over a generation's index. Thread-safe. */
final class QueryOrder {
  private final QueryRanker ranker;
  private final CatalogueSignals signals;

  /**
   * Over an index.
   *
   * @param folder of the ranker's bundle, for the message
   * @throws CorruptFileException if the ranker goes by other features than this version tells
   */
  QueryOrder(QueryRanker ranker, CatalogueIndex index, Path folder) {
    this.ranker = ranker;
    this.signals =
        new CatalogueSignals(
            index,
            new LikedTogether(ranker.likedBy(), ranker.users()),
            ranker.missing(),
            ranker.depth());
    List<String> told = signals.features(CatalogueView.of(index));
    if (!told.equals(ranker.features())) {
      throw new CorruptFileException(
          FileCode.BUILD_DAMAGED,
          folder,
          "a ranker of the features " + told,
          ranker.features().toString(),
          "build the workspace again");
    }
  }

  /** How many of the best by words and by vectors it puts in order. */
  int depth() {
    return ranker.depth();
  }

  /** The names of what it goes by. */
  List<String> features() {
    return ranker.features();
  }

  /**
   * What a query finds, and what of it the order goes by.
   *
   * @param vector of the query, of length 1
   */
  Candidates candidates(CatalogueView view, CatalogueSearch search, String query, float[] vector) {
    return signals.of(view, search, query, vector);
  }

  /**
   * The scores of candidates.
   *
   * @param catalogue how many item numbers there are
   * @param ordinals the candidates
   * @return NaN for one that neither words nor vectors find
   */
  float[] scores(Candidates found, int catalogue, int[] ordinals) {
    float[] all = new float[catalogue];
    found.score(ranker.network(), all);
    float[] scores = new float[ordinals.length];
    for (int i = 0; i < scores.length; i++) {
      float score = all[ordinals[i]];
      scores[i] = score == Float.NEGATIVE_INFINITY ? Float.NaN : score;
    }
    return scores;
  }

  /** What the order goes by, by name; NaN for an item that it does not look at. */
  static Map<String, float[]> told(Candidates found, int[] ordinals) {
    Map<String, float[]> told = new HashMap<>();
    for (int f = 0; f < found.names().size(); f++) {
      float[] values = new float[ordinals.length];
      for (int i = 0; i < values.length; i++) {
        int place = Arrays.binarySearch(found.items(), ordinals[i]);
        values[i] = place < 0 ? Float.NaN : found.features()[f][place];
      }
      told.put(found.names().get(f), values);
    }
    return told;
  }
}
