package org.llmrec.bench.encoder;

import ai.onnxruntime.OrtEnvironment;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.OnnxEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** langchain4j: a text at a time, so nothing is padded, in as many threads as processors. */
final class LangChainPass implements Pass {
  private final EmbeddingModel model;

  private LangChainPass(EmbeddingModel model) {
    this.model = model;
  }

  /**
   * With the code and the model of {@code AllMiniLmL6V2EmbeddingModel}, but another tokenizer file:
   * its own cuts texts off at 128 pieces.
   */
  static Pass open(Job job) {
    return new LangChainPass(
        new OnnxEmbeddingModel(Path.of(job.model()), Path.of(job.tokenizer()), PoolingMode.MEAN));
  }

  @Override
  public float[][] encode(List<String> texts) {
    List<TextSegment> segments = texts.stream().map(TextSegment::from).toList();
    return model.embedAll(segments).content().stream()
        .map(Embedding::vector)
        .toArray(float[][]::new);
  }

  @Override
  public OptionalLong computedPieces(int[] pieces) {
    return OptionalLong.of(Arrays.stream(pieces).asLongStream().sum());
  }

  @Override
  public Map<String, String> versions() {
    return Map.of("ONNX Runtime", OrtEnvironment.getEnvironment().getVersion());
  }

  @Override
  public void close() {}
}
