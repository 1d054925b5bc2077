package org.llmrec.train.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.llmrec.core.Progress;
import org.llmrec.rank.BundleContent;
import org.llmrec.rank.BundleWriter;
import org.llmrec.rank.EncoderRef;
import org.llmrec.rank.FoldInOptions;
import org.llmrec.rank.ItemTexts;
import org.llmrec.rank.ItemTower;
import org.llmrec.rank.Provenance;
import org.llmrec.rank.VectorRows;
import org.llmrec.train.Continuation;
import org.llmrec.train.FoldInFigures;
import org.llmrec.train.HeldOut;
import org.llmrec.train.TrainData;
import org.llmrec.train.TrainOptions;
import org.llmrec.train.TrainReport;

/** One training from the data to the bundle and its report. */
public final class TrainingRun {
  private final TrainData data;
  private final TrainOptions options;
  private final TrainedTowers towers;
  private final Positives positives;
  private final List<String> fields;

  private TrainingRun(TrainData data, TrainOptions options, TrainedTowers towers) {
    this.data = data;
    this.options = options;
    this.towers = towers;
    this.positives = towers.positives();
    this.fields = List.copyOf(data.fields().keySet());
  }

  /** See {@link org.llmrec.train.TwoTowerTrainer#train}. */
  public static TrainReport of(
      TrainData data,
      TrainOptions options,
      Path bundleFolder,
      Continuation continuation,
      Progress progress)
      throws IOException {
    long began = System.nanoTime();
    TrainedTowers towers = TrainedTowers.learn(data, options, continuation, progress);
    TrainReport report = new TrainingRun(data, options, towers).run(bundleFolder, began, progress);
    if (continuation.checkpoints().isPresent()) {
      CheckpointFolder.delete(continuation.checkpoints().get().folder());
    }
    return report;
  }

  private TrainReport run(Path bundleFolder, long began, Progress progress) throws IOException {
    Learnt learnt = towers.learnt();
    FoldInFit fit = towers.foldInFit();
    FoldInOptions foldIn = fit.choose();
    FoldInFigures figures = fit.figures(foldIn);
    Optional<HeldOut> heldOut = HeldOutTest.of(positives, learnt, options.dims(), options.seed());
    Optional<Double> validation = learnt.epochs().get(learnt.best() - 1).validationNdcg();
    BundleWriter.write(
        bundleFolder,
        content(learnt, foldIn, metrics(learnt, validation, heldOut, figures)),
        progress);
    return new TrainReport(
        counts(learnt),
        learnt.epochs(),
        learnt.best(),
        validation,
        heldOut,
        figures,
        notes(),
        (System.nanoTime() - began) / 1e9);
  }

  private BundleContent content(Learnt learnt, FoldInOptions foldIn, Map<String, Double> metrics) {
    ItemTower tower = learnt.weights().tower(fields, learnt.centrings());
    return new BundleContent(
        tower,
        ItemTexts.of(data.items(), List.copyOf(data.fields().values())),
        VectorRows.of(positives.users(), learnt.weights().users(), options.dims()),
        foldIn,
        new Provenance(
            new EncoderRef(data.encoderName(), data.encoderSha256()),
            data.dataHash(),
            data.split().hash(),
            options.seed(),
            options.toMap(),
            metrics));
  }

  private static Map<String, Double> metrics(
      Learnt learnt,
      Optional<Double> validation,
      Optional<HeldOut> heldOut,
      FoldInFigures figures) {
    Map<String, Double> metrics = new TreeMap<>();
    metrics.put("best-epoch", (double) learnt.best());
    metrics.put("fold-in.cosine", figures.cosine());
    validation.ifPresent(v -> metrics.put("validation.ndcg@10", v));
    heldOut.ifPresent(
        test -> {
          metrics.put("test.ndcg@10", test.ranker().ndcg());
          metrics.put("test.precision@10", test.ranker().precision());
          metrics.put("test.recall@10", test.ranker().recall());
          metrics.put("test.popularity.ndcg@10", test.popularity().ndcg());
          metrics.put("test.difference.p", test.ndcg().p());
        });
    return metrics;
  }

  private Map<String, Integer> counts(Learnt learnt) {
    Map<String, Integer> counts = new TreeMap<>();
    counts.put("items", data.items().size());
    counts.put("users", positives.users().size());
    counts.put("train", Positives.count(positives.train()));
    counts.put("validation", Positives.count(positives.validation()));
    counts.put("test", Positives.count(positives.test()));
    counts.put("dropped", positives.dropped());
    for (int f = 0; f < fields.size(); f++) {
      counts.put("missing." + fields.get(f), learnt.centrings().get(f).missing());
    }
    return counts;
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>(towers.notes());
    if (Positives.count(positives.validation()) == 0) {
      notes.add(
          "no user has a validation part, so training ran for "
              + options.epochsWithoutValidation()
              + " epochs and kept the last; users need 10 positives to be split");
    }
    if (Positives.count(positives.test()) == 0) {
      notes.add("no user has a test part, so the ranker was not compared with popularity");
    }
    if (positives.dropped() > 0) {
      notes.add(
          positives.dropped() + " interactions name items that the catalogue lacks; left out");
    }
    return notes;
  }
}
