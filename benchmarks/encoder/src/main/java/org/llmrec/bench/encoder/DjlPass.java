package org.llmrec.bench.encoder;

import ai.djl.engine.Engine;
import ai.djl.huggingface.translator.TextEmbeddingTranslatorFactory;
import ai.djl.inference.Predictor;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import ai.onnxruntime.OrtEnvironment;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** DJL's text embedding on its engine of ONNX Runtime, in batches of 32. */
final class DjlPass implements Pass {
  private static final int BATCH = 32;

  private final ZooModel<String, float[]> model;
  private final Predictor<String, float[]> predictor;
  private final boolean sorted;
  private int[] order = {};

  private DjlPass(ZooModel<String, float[]> model, boolean sorted) {
    this.model = model;
    this.predictor = model.newPredictor();
    this.sorted = sorted;
  }

  /** With the texts as they come, or sorted by their letters, which DJL leaves to its caller. */
  static Pass open(Job job, boolean sorted) throws Exception {
    Criteria<String, float[]> criteria =
        Criteria.builder()
            .setTypes(String.class, float[].class)
            .optModelPath(Path.of(job.model()).getParent())
            .optModelName("model")
            .optEngine("OnnxRuntime")
            .optArgument("includeTokenTypes", "true")
            .optArgument("padding", "true")
            .optArgument("truncation", "true")
            .optArgument("maxLength", Integer.toString(job.maxTokens()))
            .optTranslatorFactory(new TextEmbeddingTranslatorFactory())
            .build();
    return new DjlPass(criteria.loadModel(), sorted);
  }

  @Override
  public float[][] encode(List<String> texts) throws TranslateException {
    IntStream numbers = IntStream.range(0, texts.size());
    order =
        sorted
            ? numbers.boxed().sorted(longestFirst(texts)).mapToInt(Integer::intValue).toArray()
            : numbers.toArray();
    float[][] vectors = new float[order.length][];
    for (int from = 0; from < order.length; from += BATCH) {
      int to = Math.min(order.length, from + BATCH);
      List<String> batch = IntStream.range(from, to).mapToObj(i -> texts.get(order[i])).toList();
      List<float[]> computed = predictor.batchPredict(batch);
      for (int i = from; i < to; i++) {
        vectors[order[i]] = computed.get(i - from);
      }
    }
    return vectors;
  }

  private static Comparator<Integer> longestFirst(List<String> texts) {
    return Comparator.comparingInt(i -> -texts.get(i).length());
  }

  /** Of the batches of the last call. */
  @Override
  public OptionalLong computedPieces(int[] pieces) {
    long all = 0;
    for (int from = 0; from < order.length; from += BATCH) {
      int to = Math.min(order.length, from + BATCH);
      int longest = IntStream.range(from, to).map(i -> pieces[order[i]]).max().orElseThrow();
      all += (long) (to - from) * longest;
    }
    return OptionalLong.of(all);
  }

  @Override
  public Map<String, String> versions() {
    return Map.of(
        "DJL",
        Engine.getDjlVersion(),
        "ONNX Runtime",
        OrtEnvironment.getEnvironment().getVersion(),
        "pooling",
        "PyTorch " + Engine.getEngine("PyTorch").getVersion());
  }

  @Override
  public void close() {
    predictor.close();
    model.close();
  }
}
