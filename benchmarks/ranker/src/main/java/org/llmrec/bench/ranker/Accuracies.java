package org.llmrec.bench.ranker;

import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.llmrec.core.vector.Element;
import org.llmrec.rank.mlp.ItemRows;
import org.llmrec.rank.mlp.Mlp;
import org.llmrec.rank.mlp.SplitMlp;
import org.llmrec.rank.mlp.TowerScores;

/** Scores of every arm beside the reference's, with the numbers that are timed. */
final class Accuracies {
  private static final int TOP = 100;
  private final SplittableRandom random = new SplittableRandom(5);
  private final int[] all = IntStream.range(0, Work.CANDIDATES).toArray();

  private Accuracies() {}

  static List<Report.Accuracy> measure() throws OrtException {
    Accuracies accuracies = new Accuracies();
    List<Report.Accuracy> found = new ArrayList<>(accuracies.towers());
    found.addAll(accuracies.networks());
    return found;
  }

  private List<Report.Accuracy> towers() {
    int width = Work.TOWER_WIDTH;
    float[] user = Work.uniform(random, width, 1);
    float[] rows = Work.uniform(random, (long) all.length * width, 1);
    double[] reference = new double[all.length];
    for (int c = 0; c < all.length; c++) {
      for (int i = 0; i < width; i++) {
        reference[c] += (double) user[i] * rows[c * width + i];
      }
    }
    List<Report.Accuracy> found = new ArrayList<>();
    for (Element element : List.of(Element.FLOAT32, Element.INT8)) {
      TowerScores scorer = new TowerScores(ItemRows.of(Work.rows(rows, width), width, element));
      float[] scores = new float[all.length];
      scorer.score(user, all, all.length, scores, scorer.scratch());
      found.add(compare("inner products, " + element, reference, scores));
    }
    return found;
  }

  private List<Report.Accuracy> networks() throws OrtException {
    Mlp mlp = Work.mlp();
    int width = Work.INPUT.item();
    float[] user = Work.uniform(random, Work.INPUT.user(), 1);
    float[] items = Work.uniform(random, (long) all.length * width, 1);
    double[] reference = new double[all.length];
    float[] naives = new float[all.length];
    Naive naive = new Naive(mlp);
    for (int c : all) {
      float[] x = Arrays.copyOf(user, mlp.in());
      System.arraycopy(items, c * width, x, user.length, width);
      reference[c] = mlp.forward(x);
      naives[c] = naive.score(user, items, c);
    }
    List<Report.Accuracy> found = new ArrayList<>();
    SplitMlp split = new SplitMlp(mlp, Work.INPUT);
    for (Element element : List.of(Element.FLOAT32, Element.INT8)) {
      ItemRows rows = split.itemRows(Work.rows(items, width), element);
      float[] scores = new float[all.length];
      split.score(user, rows, all, all.length, user, scores, split.scratch());
      found.add(compare("split network, " + element, reference, scores));
    }
    try (Onnx onnx = new Onnx(mlp, user, items, all)) {
      found.add(compare("ONNX Runtime", reference, onnx.scores()));
    }
    found.add(compare("naive", reference, naives));
    return found;
  }

  private static Report.Accuracy compare(String name, double[] reference, float[] scores) {
    double mean = Arrays.stream(reference).average().orElseThrow();
    double spread =
        Math.sqrt(
            Arrays.stream(reference).map(x -> (x - mean) * (x - mean)).average().orElseThrow());
    double worst = 0;
    double sum = 0;
    for (int c = 0; c < scores.length; c++) {
      double difference = Math.abs(reference[c] - scores[c]);
      worst = Math.max(worst, difference);
      sum += difference;
    }
    double[] wide = IntStream.range(0, scores.length).mapToDouble(c -> scores[c]).toArray();
    double least = hundredth(reference);
    double leastFound = hundredth(wide);
    long kept =
        IntStream.range(0, wide.length)
            .filter(c -> reference[c] >= least && wide[c] >= leastFound)
            .count();
    return new Report.Accuracy(name, spread, worst, sum / scores.length, kept / (double) TOP);
  }

  private static double hundredth(double[] scores) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length - TOP];
  }
}
