package org.llmrec.encode.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Batchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.EncoderCode;
import org.llmrec.encode.EncoderManifest;

/**
 * What DJL has to know of a model folder: texts to word pieces and back from their vectors, by the
 * tokenizer and the pooling that our own engine uses. DJL's own translator pools with arithmetic
 * that its engine for ONNX Runtime does not have. Thread-safe.
 */
public final class FolderTranslator implements Translator<String, float[]> {
  private static final String LENGTHS = "lengths";

  private final EncoderManifest manifest;
  private final Pooler pooler;
  private final Tokeniser tokeniser;

  /** With an open tokenizer, which stays the caller's. */
  public FolderTranslator(EncoderManifest manifest, Tokeniser tokeniser) {
    this.manifest = manifest;
    this.pooler = Pooler.of(manifest);
    this.tokeniser = tokeniser;
  }

  @Override
  public NDList batchProcessInput(TranslatorContext context, List<String> texts) {
    long[][] ids =
        texts.stream().map(text -> tokeniser.tokenise(text).ids()).toArray(long[][]::new);
    int[] lengths = Arrays.stream(ids).mapToInt(each -> each.length).toArray();
    int length = Arrays.stream(lengths).max().orElseThrow();
    long[] padded = new long[ids.length * length];
    long[] mask = new long[padded.length];
    for (int row = 0; row < ids.length; row++) {
      System.arraycopy(ids[row], 0, padded, row * length, ids[row].length);
      Arrays.fill(mask, row * length, row * length + ids[row].length, 1);
    }
    context.setAttachment(LENGTHS, lengths);
    Shape shape = new Shape(ids.length, length);
    NDList inputs =
        new NDList(
            named(context.getNDManager(), Graph.IDS, padded, shape),
            named(context.getNDManager(), Graph.MASK, mask, shape));
    if (context.getModel().describeInput().contains(Graph.TYPES)) {
      inputs.add(named(context.getNDManager(), Graph.TYPES, new long[padded.length], shape));
    }
    return inputs;
  }

  private static NDArray named(NDManager manager, String name, long[] values, Shape shape) {
    NDArray array = manager.create(values, shape);
    array.setName(name);
    return array;
  }

  @Override
  public List<float[]> batchProcessOutput(TranslatorContext context, NDList outputs) {
    NDArray output = outputs.get(Graph.HIDDEN);
    int[] lengths = (int[]) context.getAttachment(LENGTHS);
    int length = Arrays.stream(lengths).max().orElseThrow();
    Shape expected = new Shape(lengths.length, length, manifest.width());
    if (output == null || !output.getShape().equals(expected)) {
      throw new ConfigException(
          EncoderCode.MODEL_UNSUPPORTED,
          manifest.name()
              + ": expected an output last_hidden_state "
              + expected
              + ", found "
              + outputs);
    }
    FloatBuffer hidden = output.toByteBuffer().asFloatBuffer();
    List<float[]> vectors = new ArrayList<>(lengths.length);
    for (int row = 0; row < lengths.length; row++) {
      vectors.add(pooler.pool(hidden, row * length, lengths[row]));
    }
    return vectors;
  }

  @Override
  public NDList processInput(TranslatorContext context, String text) {
    return batchProcessInput(context, List.of(text));
  }

  @Override
  public float[] processOutput(TranslatorContext context, NDList outputs) {
    return batchProcessOutput(context, outputs).get(0);
  }

  /** There is one: texts are computed together. How, the two methods for batches say. */
  @Override
  public Batchifier getBatchifier() {
    return Batchifier.STACK;
  }
}
