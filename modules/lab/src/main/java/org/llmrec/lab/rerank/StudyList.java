package org.llmrec.lab.rerank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.llmrec.metrics.RankingMetrics;
import org.llmrec.rerank.Candidate;
import org.llmrec.rerank.RerankRequest;
import org.llmrec.rerank.Reranked;
import org.llmrec.rerank.Reranking;

/**
 * One list: what its items are worth, uniform from 0 to 1, and the order in which a first stage
 * found them, which sees worths with noise.
 */
final class StudyList {
  /** How wrongly the first stage sees worths: the deviation of its noise. */
  private static final double FIRST_STAGE = 0.35;

  /** As long as a title with a short description. */
  private static final int WORDS = 40;

  private final String query;
  private final List<Candidate> original;
  private final Map<String, Double> worths = new HashMap<>();
  private final double least;

  private StudyList(String query, List<Candidate> original, double least) {
    this.query = query;
    this.original = original;
    this.least = least;
  }

  static StudyList draw(int number, int candidates, SplittableRandom random) {
    double[] worth = random.doubles(candidates).toArray();
    double[] seen =
        IntStream.range(0, candidates)
            .mapToDouble(i -> worth[i] + FIRST_STAGE * random.nextGaussian())
            .toArray();
    List<Integer> found = new ArrayList<>(IntStream.range(0, candidates).boxed().toList());
    found.sort(Comparator.comparingDouble(i -> -seen[i]));
    List<Candidate> original = new ArrayList<>();
    for (int i : found) {
      original.add(new Candidate(Integer.toString(i), text(number, i), seen[i]));
    }
    double[] sorted = worth.clone();
    Arrays.sort(sorted);
    StudyList list =
        new StudyList(
            "query " + number, List.copyOf(original), sorted[candidates - candidates / 10]);
    original.forEach(c -> list.worths.put(c.text(), worth[Integer.parseInt(c.id())]));
    return list;
  }

  private static String text(int number, int item) {
    return "Item " + item + " of list " + number + " " + "word ".repeat(WORDS).strip();
  }

  Map<String, Double> worths() {
    return worths;
  }

  RerankRequest original() {
    return request(original);
  }

  RerankRequest reversed() {
    return request(original.reversed());
  }

  RerankRequest shuffled(long seed) {
    List<Candidate> shuffled = new ArrayList<>(original);
    Collections.shuffle(shuffled, new SplittableRandom(seed));
    return request(shuffled);
  }

  private RerankRequest request(List<Candidate> candidates) {
    return RerankRequest.of(query, candidates).top(candidates.size());
  }

  double ndcg(Reranking reranking, int k) {
    return ndcg(reranking.items().stream().map(Reranked::candidate).toList(), k);
  }

  double ndcg(List<Candidate> order, int k) {
    boolean[] hits = new boolean[order.size()];
    int relevant = 0;
    for (int i = 0; i < hits.length; i++) {
      hits[i] = worths.get(order.get(i).text()) >= least;
      relevant += hits[i] ? 1 : 0;
    }
    return RankingMetrics.of(hits, relevant, k).ndcg();
  }
}
