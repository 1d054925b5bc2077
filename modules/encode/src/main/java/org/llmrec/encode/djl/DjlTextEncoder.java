package org.llmrec.encode.djl;

import ai.djl.repository.zoo.ZooModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.io.Lifetime;
import org.llmrec.encode.Encoded;
import org.llmrec.encode.EncoderIdentity;
import org.llmrec.encode.Role;
import org.llmrec.encode.TextEncoder;
import org.llmrec.encode.internal.BatchPlan;
import org.llmrec.encode.internal.Crew;
import org.llmrec.encode.internal.DistinctTexts;

/**
 * A sentence encoder that DJL computes, on whichever of its engines the model is for.
 *
 * <p>Texts become word pieces and word pieces' vectors become a text's in the model's own
 * translator, so whatever that does is what the vectors are. Here, equal texts are encoded once,
 * and the others sorted by length and cut into batches, which go to as many threads as there are
 * workers, the caller's among them, each with a predictor of its own. How many processors a batch
 * takes is a matter of the engine: with more than one worker, tell it to take one, such as {@code
 * -Dai.djl.pytorch.num_threads=1}.
 *
 * <p>Vectors are float32 and finite; a model that gives others is an error, not an answer. Which
 * texts lost their end is known if the {@link TextMeasure} says it, and else none counts as cut.
 */
public final class DjlTextEncoder implements TextEncoder {
  private final EncoderIdentity identity;
  private final DjlOptions options;
  private final Predictors predictors;
  private final Runnable free;
  private final Crew crew;
  private final Lifetime life;

  private DjlTextEncoder(
      EncoderIdentity identity, DjlOptions options, Predictors predictors, Runnable free) {
    this.identity = identity;
    this.options = options;
    this.predictors = predictors;
    this.free = free;
    this.crew = new Crew(options.workers() - 1, "llmrec-djl");
    this.life = new Lifetime("the encoder " + identity.name());
  }

  /**
   * With a model that stays the caller's, who closes it after the encoder. Every predictor is tried
   * on two texts of different length, alone and, unless batches are of one text, together.
   *
   * @throws ConfigException if the vectors' width changes, or a text's vector in a batch is another
   *     one than alone
   * @throws org.llmrec.core.error.LlmrecException if the model fails or a number is not finite
   */
  public static DjlTextEncoder over(ZooModel<String, float[]> model, DjlOptions options) {
    Predictors predictors = Predictors.of(model, options);
    EncoderIdentity identity = new DjlIdentity(options, predictors.dims());
    return new DjlTextEncoder(identity, options, predictors, () -> {});
  }

  /**
   * The same with a model that the encoder closes: when it is closed, or at once if this throws.
   */
  public static DjlTextEncoder owning(ZooModel<String, float[]> model, DjlOptions options) {
    try {
      Predictors predictors = Predictors.of(model, options);
      EncoderIdentity identity = new DjlIdentity(options, predictors.dims());
      return new DjlTextEncoder(identity, options, predictors, model::close);
    } catch (RuntimeException | Error e) {
      model.close();
      throw e;
    }
  }

  /**
   * Opens a model folder as {@link org.llmrec.encode.OnnxTextEncoder#open} does, with the same
   * vectors, but on DJL's engine {@code OnnxRuntime}, whose artifact {@code
   * ai.djl.onnxruntime:onnxruntime-engine} has to be on the class path. That engine has to start
   * before anything else in this process uses ONNX Runtime.
   *
   * @param workers batches computed at once, from 1 to 256, each on one thread
   * @param tokenBudget word pieces in one batch, padding included
   * @throws ConfigException if the folder holds no model, or one of another kind, or the engine
   *     cannot be had
   * @throws CorruptFileException if a file is not what the manifest says
   * @throws org.llmrec.core.error.LlmrecException if a native library or the model cannot be loaded
   * @throws IOException if the file system refuses
   */
  public static DjlTextEncoder open(Path folder, int workers, int tokenBudget) throws IOException {
    FolderModel model = FolderModel.open(folder);
    try {
      DjlOptions options =
          DjlOptions.of(model.manifest().name(), model.manifest().sha256())
              .withPrefixes(
                  model.manifest().prefix(Role.QUERY), model.manifest().prefix(Role.PASSAGE))
              .withoutScaling()
              .withWorkers(workers)
              .withBatches(Integer.MAX_VALUE, tokenBudget, model.measure());
      Predictors predictors = Predictors.of(model.model(), options);
      return new DjlTextEncoder(model.manifest(), options, predictors, model::close);
    } catch (RuntimeException | Error e) {
      model.close();
      throw e;
    }
  }

  @Override
  public EncoderIdentity manifest() {
    return identity;
  }

  @Override
  public Encoded encode(List<String> texts, Role role, LongConsumer done) {
    return life.whileOpen(() -> compute(measure(texts, role), done));
  }

  @Override
  public Prepared prepare(List<String> texts, Role role) {
    Work work = life.whileOpen(() -> measure(texts, role));
    return done -> life.whileOpen(() -> compute(work, done));
  }

  /** A call's texts, ready to be computed. */
  private record Work(DistinctTexts texts, List<int[]> batches, List<TextMeasure.Length> lengths) {}

  private Work measure(List<String> texts, Role role) {
    DistinctTexts distinct = DistinctTexts.of(texts, identity.prefix(role));
    TextMeasure.Length[] measured = new TextMeasure.Length[distinct.size()];
    crew.runShort(measured.length, d -> measured[d] = options.measure().measure(distinct.text(d)));
    List<TextMeasure.Length> lengths = List.of(measured);
    int[] units = lengths.stream().mapToInt(length -> Math.max(1, length.units())).toArray();
    return new Work(distinct, BatchPlan.of(units, options.budget(), options.batch()), lengths);
  }

  private Encoded compute(Work work, LongConsumer done) {
    DistinctTexts texts = work.texts();
    float[][] computed = new float[texts.size()][];
    crew.run(
        work.batches().size(),
        b -> {
          int[] batch = work.batches().get(b);
          List<String> of = new ArrayList<>(batch.length);
          for (int d : batch) {
            of.add(texts.text(d));
          }
          float[][] vectors = predictors.predict(of);
          for (int i = 0; i < batch.length; i++) {
            computed[batch[i]] = vectors[i];
          }
          done.accept(texts.uses(batch));
        });
    return texts.answer(computed, d -> work.lengths().get(d).cut());
  }

  @Override
  public void close() {
    life.close(
        () -> {
          crew.close();
          predictors.close();
          free.run();
        });
  }
}
