package org.llmrec.recommender;

import java.nio.file.Path;
import java.util.List;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.vector.Vectors;
import org.llmrec.rank.query.QueryRanker;
import org.llmrec.retrieve.CatalogueIndex;
import org.llmrec.retrieve.CatalogueSearch;
import org.llmrec.retrieve.CatalogueView;
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

  /**
   * The scores of candidates.
   *
   * @param vector of the query, of any length
   * @param ordinals the candidates
   * @return NaN for one that neither words nor vectors find
   */
  float[] scores(
      CatalogueView view, CatalogueSearch search, String query, float[] vector, int[] ordinals) {
    float[] all = new float[view.ordinals()];
    signals.of(view, search, query, Vectors.normalise(vector.clone())).score(ranker.network(), all);
    float[] scores = new float[ordinals.length];
    for (int i = 0; i < scores.length; i++) {
      float score = all[ordinals[i]];
      scores[i] = score == Float.NEGATIVE_INFINITY ? Float.NaN : score;
    }
    return scores;
  }
}
