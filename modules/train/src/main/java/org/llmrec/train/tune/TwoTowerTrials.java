package org.llmrec.train.tune;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.core.error.OptionCode;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;
import org.llmrec.data.split.Split;
import org.llmrec.train.Checkpoints;
import org.llmrec.train.Continuation;
import org.llmrec.train.DivergedException;
import org.llmrec.train.Epoch;
import org.llmrec.train.TrainData;
import org.llmrec.train.TrainOptions;
import org.llmrec.train.internal.TrainedTowers;

/**
 * Trials of the ranker that {@link org.llmrec.train.TwoTowerTrainer} trains, by its options' names.
 * The figure is the best epoch's nDCG@10 on the validation part. The test part is taken away before
 * anything else.
 *
 * <p>Each trial has its checkpoint in a folder of its own, {@code trial-N}, until it ends. Reading
 * the text vectors is paid for by every rung of every trial; it is small beside the epochs unless
 * they are very short.
 */
public final class TwoTowerTrials implements Trials {
  private static final Set<String> NOT_SEARCHED = Set.of("max-epochs", "threads", "seed");

  /** An epoch of a small model takes less than writing it down does. */
  private static final double SECONDS_BETWEEN_CHECKPOINTS = 30;

  private final TrainData data;
  private final TrainOptions base;
  private final Path folder;

  /**
   * On one data set.
   *
   * @param data whose vector files stay open as long as this is used
   * @param base what is not searched. Its patience may end a trial before its rung does; its seed
   *     is that of every trial
   * @param folder for the checkpoints, made when absent
   * @throws ConfigException if there is no validation part
   */
  public TwoTowerTrials(TrainData data, TrainOptions base, Path folder) {
    Split split = data.split();
    if (split.validation().size() == 0) {
      throw new ConfigException(
          DataCode.DATA_TOO_FEW,
          "tuning compares trials on the validation part, found none; users need 10 positives to be"
              + " split");
    }
    this.data =
        new TrainData(
            data.items(),
            data.fields(),
            new Split(split.train(), split.validation(), split.test().filter(row -> false)),
            data.encoderName(),
            data.encoderSha256(),
            data.dataHash());
    this.base = base;
    this.folder = folder;
  }

  /**
   * The options of a trial, to train by.
   *
   * @param settings such as {@link TrialResult#settings()}
   * @throws ConfigException if a name is unknown or not to be searched, or a value out of its range
   */
  public TrainOptions options(Map<String, Object> settings) {
    for (String name : settings.keySet()) {
      if (NOT_SEARCHED.contains(name)) {
        throw new ConfigException(
            OptionCode.OPTION_CONFLICT,
            "train." + name + " is not searched; set it in the options that all trials share");
      }
    }
    return base.toBuilder().set(settings).build();
  }

  @Override
  public String identity() {
    Map<String, Object> shared = new TreeMap<>(base.toMap());
    shared.remove("max-epochs");
    return Hashes.sha256(
        Json.line(
            List.of(
                data.items(),
                List.copyOf(data.fields().keySet()),
                data.split().hash(),
                data.encoderSha256(),
                data.dataHash(),
                shared)));
  }

  @Override
  public Trial open(int number, Map<String, Object> settings) {
    TrainOptions options = options(settings);
    return new TwoTowerTrial(options, folder.resolve("trial-" + number));
  }

  private final class TwoTowerTrial implements Trial {
    private final TrainOptions options;
    private final Path checkpoints;

    TwoTowerTrial(TrainOptions options, Path checkpoints) {
      this.options = options;
      this.checkpoints = checkpoints;
    }

    @Override
    public Standing advance(int epochs) throws IOException {
      Checkpoints every = new Checkpoints(checkpoints, 1, SECONDS_BETWEEN_CHECKPOINTS);
      try {
        TrainedTowers towers =
            TrainedTowers.learn(
                data,
                options.toBuilder().maxEpochs(epochs).build(),
                Continuation.none().with(every),
                Progress.silent());
        Epoch best = towers.epochs().get(towers.bestEpoch() - 1);
        return new Standing(
            OptionalDouble.of(best.validationNdcg().orElseThrow()), towers.epochs().size());
      } catch (DivergedException e) {
        return new Standing(OptionalDouble.empty(), epochs);
      }
    }

    @Override
    public void end() throws IOException {
      AtomicFiles.deleteTree(checkpoints);
    }
  }
}
