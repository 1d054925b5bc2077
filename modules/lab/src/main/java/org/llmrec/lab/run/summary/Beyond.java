package org.llmrec.lab.run.summary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.data.protocol.Asker;
import org.llmrec.data.protocol.EvaluationCase;
import org.llmrec.data.protocol.ProtocolSplit;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.lab.result.Figure;
import org.llmrec.lab.run.evaluate.CaseOutcome;
import org.llmrec.lab.run.evaluate.Evaluator;
import org.llmrec.lab.run.store.StoredRun;
import org.llmrec.metrics.Exposure;
import org.llmrec.metrics.IntraListDiversity;

/**
 * What is reported beside accuracy, on the first {@link Evaluator#TOP} items of each list: {@code
 * coverage, gini, novelty, popularity-bias}, and where there are vectors of the items' original
 * texts {@code diversity}.
 */
public final class Beyond {
  private final CaseIndex index;
  private final Optional<VectorFile> texts;

  /**
   * For the models of one experiment.
   *
   * @param texts the vectors of the items' original texts; stays the caller's, and open
   */
  public Beyond(CaseIndex index, Optional<VectorFile> texts) {
    this.index = index;
    this.texts = texts;
  }

  /** By name, over the seeds, without intervals. */
  Map<String, Figure> figures(List<StoredRun> runs) {
    Map<String, List<Double>> bySeed = new LinkedHashMap<>();
    for (int seed = 0; seed < runs.size(); seed++) {
      ProtocolSplit split = index.splits().get(seed);
      add(bySeed, split, runs.get(seed).cases());
    }
    Map<String, Figure> figures = new LinkedHashMap<>();
    bySeed.forEach((name, values) -> figures.put(name, Figures.of(values)));
    return figures;
  }

  private void add(
      Map<String, List<Double>> bySeed, ProtocolSplit split, List<CaseOutcome> outcomes) {
    InteractionTable train = split.testing().positives();
    int users = (int) IntStream.range(0, train.size()).map(train::user).distinct().count();
    Exposure exposure = new Exposure(train.popularity(), Math.max(1, users), Evaluator.TOP);
    Optional<IntraListDiversity> diversity =
        texts.map(file -> new IntraListDiversity(matrix(file, split.items()), file.dims()));
    List<EvaluationCase> cases = split.testCases();
    for (int c = 0; c < cases.size(); c++) {
      if (index.counts(cases.get(c))) {
        int[] top = outcomes.get(c).top().stream().mapToInt(split.items()::indexOf).toArray();
        exposure.add(top, history(cases.get(c)));
        diversity.ifPresent(lists -> lists.add(top));
      }
    }
    put(bySeed, "coverage", exposure.coverage());
    put(bySeed, "gini", exposure.gini());
    put(bySeed, "novelty", exposure.novelty());
    put(bySeed, "popularity-bias", exposure.popularityBias());
    diversity.ifPresent(lists -> put(bySeed, "diversity", lists.mean()));
  }

  private static void put(Map<String, List<Double>> bySeed, String name, double value) {
    bySeed.computeIfAbsent(name, absent -> new ArrayList<>()).add(value);
  }

  static int[] history(EvaluationCase asked) {
    return asked.asker() instanceof Asker.Reader reader ? reader.history() : new int[0];
  }

  /** Rows in the order of the items; zeros where there is no text. */
  private static float[] matrix(VectorFile file, Ids items) {
    float[] rows = new float[items.size() * file.dims()];
    for (int item = 0; item < items.size(); item++) {
      int row = file.row(items.get(item));
      if (row >= 0) {
        System.arraycopy(file.row(row), 0, rows, item * file.dims(), file.dims());
      }
    }
    return rows;
  }
}
