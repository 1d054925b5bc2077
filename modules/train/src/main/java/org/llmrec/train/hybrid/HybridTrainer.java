package org.llmrec.train.hybrid;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.llmrec.core.Interaction;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.io.Verify;
import org.llmrec.data.protocol.Asker;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.split.Split;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.rank.EncoderRef;
import org.llmrec.rank.Provenance;
import org.llmrec.rank.list.History;
import org.llmrec.rank.list.ListBundle;
import org.llmrec.rank.list.Signals;
import org.llmrec.train.HeldOut;
import org.llmrec.train.internal.HeldOutTest;
import org.llmrec.train.internal.Measure;
import org.llmrec.train.internal.Positives;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.Settings;

/**
 * Learns {@code hybrid} for serving: from the train part of a split to a bundle, measured on its
 * test part. The bundle's ranker is the one that experiments measure.
 */
public final class HybridTrainer {
  /**
   * All texts are compared with all: with ten times the items that takes a hundred times as long.
   */
  private static final int MOST_ITEMS = 100_000;

  /** Each has hundreds of candidates, so fewer do than for a mean over users. */
  private static final int MOST_CHANCES = 1_000;

  private HybridTrainer() {}

  /**
   * Learns, measures and writes.
   *
   * @param data the train part of the split, which is all that is learnt from
   * @param split whose items are numbered as the catalogue; the test part is for measuring alone
   * @param settings of {@code hybrid}; what is not set gets its default
   * @param encoder of the texts
   * @param dataHash of catalogue, texts and interactions
   * @param bundle the folder to write into; nothing is written where there is nothing to learn from
   * @param context with the texts
   * @throws IOException if it cannot be written
   */
  public static HybridReport train(
      TrainingData data,
      Split split,
      Map<String, Object> settings,
      EncoderRef encoder,
      String dataHash,
      Path bundle,
      FitContext context)
      throws IOException {
    long began = System.nanoTime();
    Hybrid hybrid = new Hybrid(Settings.of(Hybrid.NAME, settings));
    if (data.items().size() > MOST_ITEMS) {
      return nothing(
          "the hybrid is learnt for up to "
              + MOST_ITEMS
              + " items, of which every text is compared with every other; the catalogue has "
              + data.items().size()
              + ", so the towers rank",
          began);
    }
    Optional<HybridModel> learnt =
        data.positives().size() == 0 ? Optional.empty() : hybrid.learn(data, context, true);
    if (learnt.isEmpty()) {
      return nothing(
          "no user has two positives to learn from how methods are put together; the towers rank",
          began);
    }
    try (HybridModel model = learnt.get()) {
      Optional<HeldOut> heldOut = measure(model, split, context.seed());
      Map<String, Double> metrics = new TreeMap<>();
      heldOut.ifPresent(
          test -> {
            metrics.put("test.ndcg@10", test.ranker().ndcg());
            metrics.put("test.precision@10", test.ranker().precision());
            metrics.put("test.recall@10", test.ranker().recall());
            metrics.put("test.popularity.ndcg@10", test.popularity().ndcg());
          });
      Optional<HeldOutChances> chances = measureChances(model, split);
      chances.ifPresent(
          test -> {
            metrics.put("test.calibration-error", test.candidates().expected());
            metrics.put("test.calibration-error@10", test.first().expected());
          });
      ListBundle.write(
          bundle,
          model.ranker(),
          split.train().items().asList(),
          new Provenance(
              encoder, dataHash, split.hash(), context.seed(), hybrid.settings(), metrics));
      return new HybridReport(
          true, heldOut, chances, Optional.empty(), (System.nanoTime() - began) / 1e9);
    }
  }

  /**
   * Takes a bundle on to a catalogue and rows that have changed: the methods are fitted on them
   * anew, as the last step of learning does, and the networks that put their scores together stay.
   * The measured figures stay those of the learning.
   *
   * @param data the train part of the split
   * @param learnt the folder of the bundle to go on from; only read
   * @param encoder of the texts
   * @param dataHash of catalogue, texts and interactions
   * @param splitHash of the split
   * @param bundle the folder to write into; not {@code learnt}
   * @param context with the texts; its seed is that of the learning
   * @return false where the methods are others now, for which the networks were not taught; nothing
   *     is written then
   * @throws CorruptFileException if the bundle is damaged
   * @throws IOException if it cannot be read or written
   */
  public static boolean refresh(
      TrainingData data,
      Path learnt,
      EncoderRef encoder,
      String dataHash,
      String splitHash,
      Path bundle,
      FitContext context)
      throws IOException {
    if (data.items().size() > MOST_ITEMS || data.positives().size() == 0) {
      return false;
    }
    ListBundle opened = ListBundle.open(learnt, Verify.FULL);
    Provenance before = opened.manifest().provenance();
    Signals signals = new Hybrid(Settings.of(Hybrid.NAME, before.options())).signals(data, context);
    if (!opened.ranker().fits(signals)) {
      return false;
    }
    ListBundle.write(
        bundle,
        opened.ranker().over(signals),
        data.items().asList(),
        new Provenance(
            encoder, dataHash, splitHash, before.seed(), before.options(), before.metrics()));
    return true;
  }

  private static HybridReport nothing(String why, long began) {
    return new HybridReport(
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.of(why),
        (System.nanoTime() - began) / 1e9);
  }

  private static Optional<HeldOut> measure(HybridModel model, Split split, long seed) {
    InteractionTable train = split.train();
    int[][] rows = train.rowsByUserInTime();
    int items = train.items().size();
    return HeldOutTest.of(
        train.itemsByUser(),
        split.validation().itemsByUser(),
        split.test().itemsByUser(),
        items,
        users -> {
          float[] all = new float[users.length * items];
          IntStream.range(0, users.length)
              .parallel()
              .forEach(
                  i -> {
                    float[] scores = new float[items];
                    model.score(asker(train, users[i], rows[users[i]]), scores);
                    System.arraycopy(scores, 0, all, i * items, items);
                  });
          return all;
        },
        seed);
  }

  /** At most {@link #MOST_CHANCES} of those who have a test part, evenly spread. */
  private static Optional<HeldOutChances> measureChances(HybridModel model, Split split) {
    InteractionTable train = split.train();
    int[][] rows = train.rowsByUserInTime();
    int[][] test = split.test().itemsByUser();
    int[][] validation = split.validation().itemsByUser();
    int[] judges = Measure.spread(Positives.filled(test), MOST_CHANCES);
    return HeldOutChances.of(
        model.ranker(),
        model.depth(),
        Arrays.stream(judges)
            .mapToObj(user -> asker(train, user, rows[user]))
            .map(asker -> new History(asker.history(), asker.time()))
            .toArray(History[]::new),
        Arrays.stream(judges).mapToObj(user -> validation[user]).toArray(int[][]::new),
        Arrays.stream(judges).mapToObj(user -> test[user]).toArray(int[][]::new));
  }

  private static Asker.Reader asker(InteractionTable train, int user, int[] rows) {
    long time = rows.length == 0 ? Interaction.NO_TIME : train.time(rows[rows.length - 1]);
    return new Asker.Reader(user, Arrays.stream(rows).map(train::item).toArray(), time);
  }
}
