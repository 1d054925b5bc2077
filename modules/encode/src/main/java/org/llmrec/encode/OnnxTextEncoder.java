package org.llmrec.encode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.io.Lifetime;
import org.llmrec.encode.internal.BatchPlan;
import org.llmrec.encode.internal.Calibration;
import org.llmrec.encode.internal.Crew;
import org.llmrec.encode.internal.DistinctTexts;
import org.llmrec.encode.internal.FusedModel;
import org.llmrec.encode.internal.ModelFolder;
import org.llmrec.encode.internal.OrtModels;
import org.llmrec.encode.internal.PlanCache;
import org.llmrec.encode.internal.Slots;
import org.llmrec.encode.internal.TokenisedTexts;
import org.llmrec.encode.internal.Tokeniser;

/**
 * A sentence encoder on ONNX Runtime.
 *
 * <p>A call's texts are tokenised, equal ones once, sorted by length and cut into batches under a
 * budget of word pieces, so that little is spent on padding and no batch is huge; the batches go to
 * as many threads as there are workers, the caller's among them, each using one processor. Callers
 * take turns batch by batch: a query does not wait for a catalogue.
 *
 * <p>Memory is the model (its file's size), and per worker about 4 kB per piece of the budget plus
 * what ONNX Runtime needs for one batch.
 */
public final class OnnxTextEncoder implements TextEncoder {
  private final EncoderManifest manifest;
  private final Placement placement;
  private final Tokeniser tokeniser;
  private final OrtModels model;
  private final Slots slots;
  private final Crew crew;
  private final Lifetime life;

  private OnnxTextEncoder(
      EncoderManifest manifest, Placement placement, Tokeniser tokeniser, OrtModels model) {
    this.manifest = manifest;
    this.placement = placement;
    this.tokeniser = tokeniser;
    this.model = model;
    EncoderPlan plan = placement.plan();
    int pieces = Math.max(plan.tokenBudget(), manifest.maxTokens());
    this.slots = new Slots(plan.workers(), pieces, manifest.width());
    this.life = new Lifetime("the encoder " + manifest.name());
    this.crew = new Crew(plan.workers() - 1, "llmrec-encode");
  }

  /**
   * Opens a model folder. Sizes and SHA-256 of its files are compared with its manifest before
   * native code sees them; the model's inputs and outputs are compared with what we feed and read.
   * Where the folder has a fused graph that fits ({@link org.llmrec.encode.graph.GraphFusion}), a
   * processor computes with that one.
   *
   * @throws ConfigException if the folder holds no model, or one of another kind, or the device
   *     cannot be had
   * @throws CorruptFileException if a file is not what the manifest says
   * @throws org.llmrec.core.error.LlmrecException if a native library cannot be loaded
   * @throws IOException if the file system refuses
   */
  public static TextEncoder open(Path folder, EncoderOptions options) throws IOException {
    return open(folder, options, PlanCache::ofUser);
  }

  static TextEncoder open(Path folder, EncoderOptions options, Supplier<PlanCache> plans)
      throws IOException {
    ModelFolder verified = ModelFolder.open(folder);
    EncoderManifest manifest = verified.manifest();
    Tokeniser tokeniser =
        Tokeniser.open(verified.file(EncoderManifest.TOKENIZER), manifest.maxTokens());
    OrtModels model = null;
    try {
      List<String> notes = new ArrayList<>();
      Path given = verified.file(EncoderManifest.MODEL);
      OrtModels.Graphs graphs = new OrtModels.Graphs(FusedModel.choose(verified, notes), given);
      model = OrtModels.open(graphs, manifest, options.device());
      EncoderPlan plan = plan(model, tokeniser, manifest, options, plans, notes);
      Placement placement = model.placement(plan, notes);
      return new OnnxTextEncoder(manifest, placement, tokeniser, model);
    } catch (IOException | RuntimeException | Error e) {
      if (model != null) {
        model.close();
      }
      tokeniser.close();
      throw e;
    }
  }

  private static EncoderPlan plan(
      OrtModels model,
      Tokeniser tokeniser,
      EncoderManifest manifest,
      EncoderOptions options,
      Supplier<PlanCache> plans,
      List<String> notes) {
    boolean given = options.workers().isPresent() && options.tokenBudget().isPresent();
    if (options.planning() == EncoderOptions.Planning.DEFAULT || given) {
      return options.override(EncoderPlan.standard(model.device()));
    }
    PlanCache.Key key =
        PlanCache.Key.here(
            model.runtime(),
            manifest.files().get(EncoderManifest.MODEL).sha256(),
            model.device().label());
    Calibration trial = new Calibration(model, tokeniser, manifest.width());
    return options.override(plans.get().get(key, trial::best, notes));
  }

  @Override
  public EncoderManifest manifest() {
    return manifest;
  }

  @Override
  public Optional<Placement> placement() {
    return Optional.of(placement);
  }

  @Override
  public Encoded encode(List<String> texts, Role role, LongConsumer done) {
    return life.whileOpen(() -> compute(tokenise(texts, role), done));
  }

  @Override
  public Prepared prepare(List<String> texts, Role role) {
    Work work = life.whileOpen(() -> tokenise(texts, role));
    return done -> life.whileOpen(() -> compute(work, done));
  }

  /** A call's texts, ready to be computed. */
  private record Work(DistinctTexts texts, TokenisedTexts tokenised) {}

  private Work tokenise(List<String> texts, Role role) {
    DistinctTexts distinct = DistinctTexts.of(texts, manifest.prefix(role));
    return new Work(distinct, distinct.tokenise(tokeniser, crew));
  }

  private Encoded compute(Work work, LongConsumer done) {
    DistinctTexts texts = work.texts();
    List<int[]> batches = BatchPlan.of(work.tokenised().lengths(), placement.plan().tokenBudget());
    float[][] computed = new float[texts.size()][];
    crew.run(
        batches.size(),
        b -> {
          int[] batch = batches.get(b);
          slots.with(slot -> model.encode(slot, work.tokenised(), batch, computed));
          done.accept(texts.uses(batch));
        });
    return texts.answer(computed, work.tokenised()::truncated);
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
