package org.llmrec.retrieve.signal;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.llmrec.retrieve.Fusion;

/**
 * Finds candidates by words and by vectors, and tells of each what a ranker can go by: how well it
 * matches by words, in all texts together and in each kind of them, and by vectors; how both rank
 * it; how much its title is the query; how popular it is; and how near it is, by text and by who
 * liked it, to what the fusion puts first (pseudo-relevance feedback: Rocchio 1971). Scores of
 * words are told as a share of the query's best, since their size depends on the query.
 * Thread-safe.
 *
 * @param words the search by all texts
 * @param kinds searches by one kind of text, by its name
 * @param without per kind which items have no such text
 * @param vectors the search by vectors
 * @param titles their words
 * @param liked by whom
 * @param depth how many of the best of words and of vectors are candidates
 */
public record SearchSignals(
    QueryScorer words,
    Map<String, QueryScorer> kinds,
    Map<String, IntPredicate> without,
    FieldCosines vectors,
    TitleWords titles,
    LikedTogether liked,
    int depth) {
  /** The feature that ranks as the fusion does. */
  public static final String FUSED = "fused";

  /** How many of the first are taken for good when others are compared with them. */
  private static final int FEEDBACK = 10;

  private static final int K = Fusion.K;

  /**
   * Candidates for a query with their features, and the order of all else.
   *
   * @param catalogue how many item numbers there are
   */
  public Candidates of(String query, int catalogue) {
    float[] byWords = new float[catalogue];
    words.score(query, byWords);
    int[] wordRanks = FusedRanks.ranks(byWords);
    float[] byVectors = new float[catalogue];
    float[][] cosines = vectors.cosines(query, catalogue);
    vectors.score(cosines, byVectors);
    int[] vectorRanks = FusedRanks.ranks(byVectors);
    float[] fused = FusedRanks.fuse(wordRanks, vectorRanks, K, 0.5);
    int[] items =
        IntStream.range(0, catalogue)
            .filter(item -> within(wordRanks[item], depth) || within(vectorRanks[item], depth))
            .toArray();
    CandidateFeatures told = new CandidateFeatures(items);
    int[] fusedRanks = FusedRanks.ranks(fused);
    told.add(FUSED, item -> reciprocal(fusedRanks[item]));
    told.add("words rank", item -> reciprocal(wordRanks[item]));
    told.add("vectors rank", item -> reciprocal(vectorRanks[item]));
    byWords(query, byWords, told);
    byVectors(cosines, told);
    byTitle(query, told);
    told.add("popularity", item -> (float) Math.log1p(liked.count(item)));
    told.add("never met", item -> liked.count(item) == 0 ? 1 : 0);
    byFeedback(fusedRanks, told);
    float length = (float) Math.log(1.0 + titles.words(query).size());
    float found = (float) wordsFound(byWords);
    told.add("query length", item -> length);
    told.add("query found", item -> found);
    told.add("words rank, long query", item -> length * reciprocal(wordRanks[item]));
    told.add("words rank, common words", item -> found * reciprocal(wordRanks[item]));
    return new Candidates(items, told.names(), told.columns(), fused);
  }

  private void byWords(String query, float[] all, CandidateFeatures told) {
    told.add("words", share(all));
    kinds.forEach(
        (kind, scorer) -> {
          float[] scores = new float[all.length];
          scorer.score(query, scores);
          CandidateFeatures.Value share = share(scores);
          IntPredicate missing = without.get(kind);
          told.addIfKnown(kind, item -> missing.test(item) ? Float.NaN : share.of(item));
        });
  }

  private void byVectors(float[][] cosines, CandidateFeatures told) {
    told.addIfKnown("largest vector", item -> largest(cosines, item));
    told.addIfKnown("mean vector", item -> mean(cosines, item));
    List<String> fields = vectors.fields();
    for (int f = 0; f < cosines.length; f++) {
      float[] own = cosines[f];
      told.addIfKnown("vector of " + fields.get(f), item -> own[item]);
    }
  }

  private void byTitle(String query, CandidateFeatures told) {
    Set<String> asked = titles.words(query);
    told.addIfKnown(
        "title covers query", item -> titles.has(item) ? titles.covered(asked, item) : Float.NaN);
    told.add("title is query", item -> titles.same(asked, item) ? 1 : 0);
  }

  private void byFeedback(int[] fusedRanks, CandidateFeatures told) {
    int[] first =
        IntStream.range(0, fusedRanks.length)
            .filter(item -> within(fusedRanks[item], FEEDBACK))
            .toArray();
    float[] texts = new float[fusedRanks.length];
    vectors.near(first, texts);
    told.addIfKnown("texts like the first", item -> texts[item]);
    float[] people = new float[fusedRanks.length];
    liked.near(first, people);
    told.addIfKnown("liked with the first", item -> people[item]);
  }

  private static CandidateFeatures.Value share(float[] scores) {
    float best = 0;
    for (float score : scores) {
      best = Math.max(best, score);
    }
    float most = best;
    return item -> scores[item] > 0 ? scores[item] / most : 0;
  }

  private static float largest(float[][] cosines, int item) {
    float best = Float.NaN;
    for (float[] own : cosines) {
      best = Float.isNaN(best) || own[item] > best ? own[item] : best;
    }
    return best;
  }

  private static float mean(float[][] cosines, int item) {
    float sum = 0;
    int n = 0;
    for (float[] own : cosines) {
      if (!Float.isNaN(own[item])) {
        sum += own[item];
        n++;
      }
    }
    return n == 0 ? Float.NaN : sum / n;
  }

  /** The share of items that have any of the words, in logarithms: how little the words tell. */
  private static double wordsFound(float[] scores) {
    long found =
        IntStream.range(0, scores.length)
            .filter(item -> scores[item] > Float.NEGATIVE_INFINITY)
            .count();
    return Math.log((found + 1.0) / (scores.length + 1.0));
  }

  private static boolean within(int rank, int depth) {
    return rank > 0 && rank <= depth;
  }

  private static float reciprocal(int rank) {
    return rank == 0 ? 0 : (float) (K + 1) / (K + rank);
  }
}
