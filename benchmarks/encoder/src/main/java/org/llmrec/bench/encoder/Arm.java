package org.llmrec.bench.encoder;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One way to turn the texts into vectors, or one measurement of the peak.
 *
 * @param name in tables
 * @param what which code of {@link Worker} or {@code peers.py} measures it
 * @param kind what it counts as
 * @param model a known model's name or a model folder; of ours only
 */
record Arm(String name, String what, Kind kind, String model) {
  static final String FLOAT_MODEL = "all-minilm-l6-v2";
  /** A folder with the first one and its fused graph. */
  static final String FUSED_MODEL = "fused " + FLOAT_MODEL;

  static final String INT8_MODEL = "all-minilm-l6-v2-q";
  static final String SENTENCE_TRANSFORMERS = "sentence-transformers";
  static final String LANGCHAIN4J = "langchain4j embedAll";

  /** What an arm counts as. */
  enum Kind {
    /** Ours in float32 with the graph as it came: 75 % of the peak. */
    OURS(0.75),
    /** Ours in float32 with fused attention: 80 %. */
    OURS_FUSED(0.80),
    /** Ours in int8, which the peak of float32 says nothing of. */
    OURS_INT8(0),
    JAVA_PEER(0),
    PYTHON_PEER(0),
    JAVA_PEAK(0),
    PYTHON_PEAK(0);

    private final double share;

    Kind(double share) {
      this.share = share;
    }

    /** The share of the peak that it has to reach; 0 for any. */
    double share() {
      return share;
    }

    boolean peak() {
      return this == JAVA_PEAK || this == PYTHON_PEAK;
    }

    boolean peer() {
      return this == JAVA_PEER || this == PYTHON_PEER;
    }

    boolean python() {
      return this == PYTHON_PEER || this == PYTHON_PEAK;
    }

    boolean oursInFloat() {
      return this == OURS || this == OURS_FUSED;
    }
  }

  /**
   * Ours, the first as it opens by default. A further configuration is a line here, with a case in
   * {@link Worker} if it is opened in another way; a model folder is also {@code --ours
   * NAME=FOLDER}.
   */
  private static final List<Arm> OURS =
      List.of(
          new Arm("llmrec", "ours", Kind.OURS, FLOAT_MODEL),
          new Arm("llmrec fused", "ours", Kind.OURS_FUSED, FUSED_MODEL),
          new Arm("llmrec int8", "ours", Kind.OURS_INT8, INT8_MODEL));

  /** All, the peak first and last in a round's order. */
  static List<Arm> all(List<Arm> added, int processors) {
    List<Arm> others =
        List.of(
            peer(LANGCHAIN4J, "langchain4j", Kind.JAVA_PEER),
            peer("DJL TextEmbedding, as they come", "djl", Kind.JAVA_PEER),
            peer("DJL TextEmbedding, sorted", "djl-sorted", Kind.JAVA_PEER),
            peer("Python ONNX Runtime, 1 × " + processors, "ort-threads", Kind.PYTHON_PEER),
            peer("Python ONNX Runtime, " + processors + " × 1", "ort-processes", Kind.PYTHON_PEER),
            peer(SENTENCE_TRANSFORMERS, "sentence-transformers", Kind.PYTHON_PEER),
            peer("GEMM, ONNX Runtime", "gemm-onnxruntime", Kind.JAVA_PEAK),
            peer("GEMM, NumPy", "gemm-numpy", Kind.PYTHON_PEAK));
    return Stream.of(OURS, added, others).flatMap(List::stream).collect(Collectors.toList());
  }

  private static Arm peer(String name, String what, Kind kind) {
    return new Arm(name, what, kind, "");
  }
}
