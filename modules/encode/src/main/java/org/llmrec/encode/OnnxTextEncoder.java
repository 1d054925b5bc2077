package org.llmrec.encode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongConsumer;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.encode.internal.BatchPlan;
import org.llmrec.encode.internal.Crew;
import org.llmrec.encode.internal.ModelFolder;
import org.llmrec.encode.internal.OrtModel;
import org.llmrec.encode.internal.Slots;
import org.llmrec.encode.internal.TokenisedTexts;
import org.llmrec.encode.internal.Tokeniser;
import org.llmrec.encode.internal.WellFormed;

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
  private final OrtModel model;
  private final Slots slots;
  private final Crew crew;
  private final ReadWriteLock life = new ReentrantReadWriteLock();
  private boolean closed;

  private OnnxTextEncoder(
      EncoderManifest manifest, Placement placement, Tokeniser tokeniser, OrtModel model) {
    this.manifest = manifest;
    this.placement = placement;
    this.tokeniser = tokeniser;
    this.model = model;
    EncoderPlan plan = placement.plan();
    int pieces = Math.max(plan.tokenBudget(), manifest.maxTokens());
    this.slots = new Slots(plan.workers(), pieces, manifest.width());
    this.crew = new Crew(plan.workers() - 1, "llmrec-encode");
  }

  /**
   * Opens a model folder. Sizes and SHA-256 of its files are compared with its manifest before
   * native code sees them; the model's inputs and outputs are compared with what we feed and read.
   *
   * @throws ConfigException if the folder holds no model, or one of another kind, or the device
   *     cannot be had
   * @throws CorruptFileException if a file is not what the manifest says
   * @throws org.llmrec.core.error.LlmrecException if a native library cannot be loaded
   * @throws IOException if the file system refuses
   */
  public static TextEncoder open(Path folder, EncoderOptions options) throws IOException {
    ModelFolder verified = ModelFolder.open(folder);
    EncoderManifest manifest = verified.manifest();
    Tokeniser tokeniser =
        Tokeniser.open(verified.file(EncoderManifest.TOKENIZER), manifest.maxTokens());
    OrtModel model = null;
    try {
      model = OrtModel.open(verified.file(EncoderManifest.MODEL), manifest, options.device());
      EncoderPlan plan = options.override(EncoderPlan.standard(model.device()));
      Placement placement = model.placement(plan, List.of());
      return new OnnxTextEncoder(manifest, placement, tokeniser, model);
    } catch (RuntimeException | Error e) {
      if (model != null) {
        model.close();
      }
      tokeniser.close();
      throw e;
    }
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
    life.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the encoder " + manifest.name() + " is closed");
      }
      return encodeOpen(texts, manifest.prefix(role), done);
    } finally {
      life.readLock().unlock();
    }
  }

  private Encoded encodeOpen(List<String> texts, String prefix, LongConsumer done) {
    int[] distinctOf = new int[texts.size()];
    Map<String, Integer> numbers = HashMap.newHashMap(texts.size());
    String[] distinct = new String[texts.size()];
    for (int i = 0; i < distinctOf.length; i++) {
      String text = WellFormed.text(prefix + texts.get(i));
      distinctOf[i] = numbers.computeIfAbsent(text, t -> numbers.size());
      distinct[distinctOf[i]] = text;
    }
    int[] uses = new int[numbers.size()];
    for (int d : distinctOf) {
      uses[d]++;
    }

    TokenisedTexts tokenised = TokenisedTexts.of(distinct, uses.length, tokeniser, crew);
    List<int[]> batches = BatchPlan.of(tokenised.lengths(), placement.plan().tokenBudget());
    float[][] computed = new float[uses.length][];
    crew.run(
        batches.size(),
        b -> {
          int[] batch = batches.get(b);
          slots.with(slot -> model.encode(slot, tokenised, batch, computed));
          long finished = 0;
          for (int d : batch) {
            finished += uses[d];
          }
          done.accept(finished);
        });

    float[][] vectors = new float[distinctOf.length][];
    boolean[] given = new boolean[uses.length];
    boolean[] cut = new boolean[vectors.length];
    for (int i = 0; i < vectors.length; i++) {
      int d = distinctOf[i];
      vectors[i] = given[d] ? computed[d].clone() : computed[d];
      given[d] = true;
      cut[i] = tokenised.truncated(d);
    }
    return new Encoded(vectors, cut);
  }

  @Override
  public void close() {
    life.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        crew.close();
        model.close();
        tokeniser.close();
      }
    } finally {
      life.writeLock().unlock();
    }
  }
}
