package org.llmrec.encode.pair;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.llmrec.core.Deadline;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.core.io.Lifetime;
import org.llmrec.encode.Device;
import org.llmrec.encode.EncoderOptions;
import org.llmrec.encode.EncoderPlan;
import org.llmrec.encode.Placement;
import org.llmrec.encode.internal.BatchPlan;
import org.llmrec.encode.internal.Crew;
import org.llmrec.encode.internal.DistinctPairs;
import org.llmrec.encode.internal.ModelFolder;
import org.llmrec.encode.internal.OrtPairModel;
import org.llmrec.encode.internal.Slots;
import org.llmrec.encode.internal.TokenisedPairs;
import org.llmrec.encode.internal.Tokeniser;

/**
 * A pair scorer on ONNX Runtime: any model that reads two texts as one and gives a number or a few,
 * as {@code AutoModelForSequenceClassification} and sentence-transformers' {@code CrossEncoder} are
 * exported.
 *
 * <p>It works as {@link org.llmrec.encode.OnnxTextEncoder} does: equal pairs once, sorted by length
 * into batches under a budget of word pieces, a processor for each worker, callers taking turns
 * batch by batch. Where there is a deadline, the batch with the earliest pair of the call goes
 * first.
 */
public final class OnnxPairScorer implements PairScorer {
  private static final String NO_TRIAL =
      "no plan was tried out: pair scorers use the default plan unless workers and token-budget are"
          + " given";

  private final ScorerManifest manifest;
  private final Placement placement;
  private final Tokeniser tokeniser;
  private final OrtPairModel model;
  private final Slots slots;
  private final Crew crew;
  private final Lifetime life;

  private OnnxPairScorer(
      ScorerManifest manifest, Placement placement, Tokeniser tokeniser, OrtPairModel model) {
    this.manifest = manifest;
    this.placement = placement;
    this.tokeniser = tokeniser;
    this.model = model;
    EncoderPlan plan = placement.plan();
    int pieces = Math.max(plan.tokenBudget(), manifest.maxTokens());
    this.slots = new Slots(plan.workers(), pieces, manifest.columns());
    this.crew = new Crew(plan.workers() - 1, "llmrec-score");
    this.life = new Lifetime("the pair scorer " + manifest.name());
  }

  /**
   * Opens a model folder. Sizes and SHA-256 of its files are compared with its manifest before
   * native code sees them; the model's inputs and outputs are compared with what we feed and read.
   *
   * @param folder one with {@value ScorerManifest#FILE_NAME}
   * @param options as for an encoder; {@link EncoderOptions.Planning#AUTO} has no effect and is
   *     noted in the placement
   * @throws ConfigException if the folder holds no pair scorer, or one of another kind, or the
   *     device cannot be had or is several
   * @throws CorruptFileException if a file is not what the manifest says
   * @throws org.llmrec.core.error.LlmrecException if a native library cannot be loaded
   * @throws IOException if the file system refuses
   */
  public static PairScorer open(Path folder, EncoderOptions options) throws IOException {
    ScorerManifest manifest =
        ModelFolder.manifest(folder, ScorerManifest.FILE_NAME, ScorerManifest.class);
    onOneDevice(options.device());
    ModelFolder.verify(folder, manifest.files());
    Tokeniser tokeniser =
        Tokeniser.open(folder.resolve(ScorerManifest.TOKENIZER), manifest.maxTokens());
    OrtPairModel model = null;
    try {
      model = OrtPairModel.open(folder.resolve(ScorerManifest.MODEL), manifest, options.device());
      EncoderPlan plan = options.override(EncoderPlan.standard(model.device()));
      List<String> notes =
          options.planning() == EncoderOptions.Planning.AUTO ? List.of(NO_TRIAL) : List.of();
      return new OnnxPairScorer(manifest, model.placement(plan, notes), tokeniser, model);
    } catch (RuntimeException | Error e) {
      if (model != null) {
        model.close();
      }
      tokeniser.close();
      throw e;
    }
  }

  private static void onOneDevice(Device device) {
    Device wanted = device instanceof Device.Preferred preferred ? preferred.device() : device;
    if (wanted.parts().size() > 1) {
      throw new ConfigException(
          OptionCode.OPTION_VALUE,
          "pair scorer device: expected one device, found "
              + device.label()
              + "; name one of them");
    }
  }

  @Override
  public ScorerManifest manifest() {
    return manifest;
  }

  @Override
  public Optional<Placement> placement() {
    return Optional.of(placement);
  }

  @Override
  public PairScores score(List<Pair> pairs, Deadline deadline) {
    return life.whileOpen(() -> compute(pairs, deadline));
  }

  private PairScores compute(List<Pair> all, Deadline deadline) {
    long begin = System.nanoTime();
    if (deadline.expired()) {
      return PairScores.none(all.size());
    }
    DistinctPairs distinct = DistinctPairs.of(all, manifest);
    TokenisedPairs pairs = TokenisedPairs.of(distinct.pairs(), tokeniser, crew, deadline);
    if (deadline.expired()) {
      return PairScores.none(all.size());
    }
    List<int[]> batches = BatchPlan.of(pairs.lengths(), placement.plan().tokenBudget());
    if (deadline.bounded()) {
      batches.sort(Comparator.comparingInt(batch -> Arrays.stream(batch).min().orElseThrow()));
    }
    float[] values = new float[distinct.pairs().size()];
    boolean[] done = new boolean[values.length];
    crew.run(
        batches.size(),
        b -> {
          if (!deadline.expired()) {
            int[] batch = batches.get(b);
            slots.with(slot -> model.score(slot, pairs, batch, values));
            for (int pair : batch) {
              done[pair] = true;
            }
          }
        });
    return answer(distinct, pairs, values, done, begin);
  }

  private static PairScores answer(
      DistinctPairs distinct, TokenisedPairs pairs, float[] values, boolean[] done, long begin) {
    float[] scores = new float[distinct.calls()];
    boolean[] scored = new boolean[scores.length];
    boolean[] cut = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      int d = distinct.of(i);
      scored[i] = done[d];
      scores[i] = done[d] ? values[d] : Float.NaN;
      cut[i] = done[d] && pairs.truncated(d);
    }
    long pieces = 0;
    int[] lengths = pairs.lengths();
    for (int d = 0; d < lengths.length; d++) {
      pieces += done[d] ? lengths[d] : 0;
    }
    return new PairScores(scores, scored, cut, pieces, Duration.ofNanos(System.nanoTime() - begin));
  }

  @Override
  public void close() {
    life.close(
        () -> {
          crew.close();
          model.close();
          tokeniser.close();
        });
  }
}
