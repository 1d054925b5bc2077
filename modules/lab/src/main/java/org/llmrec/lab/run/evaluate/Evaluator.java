package org.llmrec.lab.run.evaluate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.llmrec.core.error.DataCode;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.TrainingCode;
import org.llmrec.data.protocol.EvaluationCase;
import org.llmrec.data.protocol.ProtocolSplit;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.metrics.Metric;
import org.llmrec.metrics.RankedRelevance;
import org.llmrec.metrics.Ties;
import org.llmrec.metrics.TopK;

/**
 * Judges what was fitted by one split: every case is scored over the whole catalogue, what is
 * masked or no candidate is taken out, and the rest is measured. On validation only the figures are
 * kept; on the test also those of parts, the lists and the ranks. Thread-safe.
 */
public final class Evaluator {
  /** Which meaning the figures have; goes up when equal scores may get other figures. */
  public static final int VERSION = 1;

  /** How many items of each list are kept. */
  public static final int TOP = 10;

  private final ProtocolSplit split;
  private final Measures measures;
  private final List<Metric> all;
  private final Judge judge;

  /**
   * For one split.
   *
   * @param sampledNegatives how many items are drawn for a sampled ranking; 0 for the full
   *     catalogue
   */
  public Evaluator(ProtocolSplit split, Measures measures, Ties ties, int sampledNegatives) {
    this.split = split;
    this.measures = measures;
    this.all = measures.all();
    this.judge =
        sampledNegatives > 0
            ? Judge.sampled(sampledNegatives, split.options().seed())
            : Judge.full(ties, split.items());
  }

  /** Which part of a split is asked. */
  public enum Phase {
    /** To choose settings by. */
    VALIDATION,
    /** To be reported. */
    TEST;

    /** What may be fitted for it. */
    public TrainingData training(ProtocolSplit split) {
      return this == VALIDATION ? split.tuning() : split.testing();
    }

    /** What is asked. */
    public List<EvaluationCase> cases(ProtocolSplit split) {
      return this == VALIDATION ? split.validationCases() : split.testCases();
    }
  }

  /**
   * What came of it.
   *
   * @param cases one outcome a case, in the split's order
   * @param microsPerCase mean time of scoring the whole catalogue
   */
  public record Outcome(List<CaseOutcome> cases, double microsPerCase) {
    /** Copies the list. */
    public Outcome {
      cases = List.copyOf(cases);
    }
  }

  /**
   * Judges.
   *
   * @param model the name for messages
   * @param threads how many score at a time
   * @throws LlmrecException if the fit saw other rows than the split's training rows for that
   *     phase, a score is NaN, or the method cannot serve such a case; names model, case and item
   */
  public Outcome evaluate(String model, Fit fit, Phase phase, int threads) throws Exception {
    String expected = phase.training(split).hash();
    if (!fit.trainedOn().equals(expected)) {
      throw new LlmrecException(
          DataCode.DATA_LEAK,
          model
              + ": expected a fit on this split's training data with hash "
              + expected
              + ", found one on "
              + fit.trainedOn()
              + ", which may have seen what is asked; fit it on this split");
    }
    List<EvaluationCase> cases = phase.cases(split);
    ItemParts parts = ItemParts.of(phase.training(split));
    CaseOutcome[] outcomes = new CaseOutcome[cases.size()];
    AtomicLong nanos = new AtomicLong();
    Workers.run(
        "llmrec-evaluate",
        outcomes.length,
        threads,
        () -> {
          float[] scores = new float[split.items().size()];
          return number -> {
            EvaluationCase asked = cases.get(number);
            long begun = System.nanoTime();
            score(model, fit, asked, scores);
            nanos.addAndGet(System.nanoTime() - begun);
            refuseNaN(model, asked, scores);
            outcomes[number] =
                phase == Phase.TEST
                    ? outcome(number, asked, scores, parts)
                    : new CaseOutcome(
                        asked.id(),
                        figures(whole(number, asked, scores), all),
                        Map.of(),
                        List.of(),
                        new int[0]);
          };
        });
    return new Outcome(Arrays.asList(outcomes), nanos.get() / 1e3 / Math.max(1, outcomes.length));
  }

  private static void score(String model, Fit fit, EvaluationCase asked, float[] scores) {
    try {
      fit.scorer().score(asked, scores);
    } catch (UnsupportedOperationException e) {
      throw new LlmrecException(
          TrainingCode.EVALUATION_FAILED,
          model + " cannot be asked case '" + asked.id() + "': " + e.getMessage(),
          e);
    }
  }

  private void refuseNaN(String model, EvaluationCase asked, float[] scores) {
    for (int item = 0; item < scores.length; item++) {
      if (Float.isNaN(scores[item])) {
        throw new LlmrecException(
            TrainingCode.EVALUATION_FAILED,
            model
                + ": expected a score, found NaN for item '"
                + split.items().get(item)
                + "' in case '"
                + asked.id()
                + "'; the method or its settings are at fault");
      }
    }
  }

  private CaseOutcome outcome(int number, EvaluationCase asked, float[] scores, ItemParts parts) {
    int[] top = TopK.ranked(scores, TOP, asked.candidates(), asked.masked());
    return new CaseOutcome(
        asked.id(),
        figures(whole(number, asked, scores), all),
        parts(number, asked, scores, parts),
        Arrays.stream(top).mapToObj(split.items()::get).toList(),
        Ranks.of(scores, excluded(asked, scores.length), asked.relevant()));
  }

  private RankedRelevance whole(int number, EvaluationCase asked, float[] scores) {
    return judge.of(
        number, scores, asked.candidates(), asked.masked(), asked.relevant(), asked.gains());
  }

  private static double[] figures(RankedRelevance ranking, List<Metric> metrics) {
    return metrics.stream().mapToDouble(metric -> metric.of(ranking)).toArray();
  }

  /** Only the items of a part count as relevant; the other relevant ones are masked. */
  private Map<String, double[]> parts(
      int number, EvaluationCase asked, float[] scores, ItemParts parts) {
    Map<String, double[]> figures = new LinkedHashMap<>();
    parts
        .places(asked.relevant())
        .forEach(
            (part, places) -> {
              int[] relevant = at(asked.relevant(), places);
              int[] others =
                  Arrays.stream(asked.relevant())
                      .filter(item -> Arrays.binarySearch(relevant, item) < 0)
                      .toArray();
              RankedRelevance ranking =
                  judge.of(
                      number,
                      scores,
                      asked.candidates(),
                      union(asked.masked(), others),
                      relevant,
                      at(asked.gains(), places));
              figures.put(part, figures(ranking, measures.reported()));
            });
    return figures;
  }

  private static int[] at(int[] values, int[] places) {
    return Arrays.stream(places).map(place -> values[place]).toArray();
  }

  private static int[] union(int[] a, int[] b) {
    return IntStream.concat(Arrays.stream(a), Arrays.stream(b)).sorted().toArray();
  }

  /** Ascending: what is masked, and what is no candidate. */
  private static int[] excluded(EvaluationCase asked, int items) {
    if (asked.candidates() == null) {
      return asked.masked();
    }
    return IntStream.range(0, items)
        .filter(
            item ->
                Arrays.binarySearch(asked.candidates(), item) < 0
                    || Arrays.binarySearch(asked.masked(), item) >= 0)
        .toArray();
  }
}
