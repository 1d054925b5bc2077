package org.llmrec.encode.graph.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.EncoderCode;
import org.llmrec.core.onnx.ProtoReader;
import org.llmrec.encode.internal.OrtSessions;

/** From a model's graph to one that is faster: ONNX Runtime's simplifications first, then ours. */
public final class GraphRewriter {
  private GraphRewriter() {}

  /**
   * What was fused.
   *
   * @param attentions how many times attention was
   * @param norms how many normalisations were
   */
  public record Fused(int attentions, int norms) {}

  /**
   * Rewrites a graph.
   *
   * @param model a verified model
   * @param to a new file in an existing folder
   * @param half whether it is to compute in float16
   * @throws ConfigException if the graph is of a form that this cannot rewrite
   * @throws org.llmrec.core.error.LlmrecException if ONNX Runtime cannot load the model
   */
  public static Fused fuse(Path model, Path to, boolean half) throws IOException {
    Path simple = to.resolveSibling("simple.onnx");
    OrtSessions.simplify(model, simple);
    try {
      OnnxGraph graph = OnnxGraph.read(simple);
      if (graph.branches()) {
        throw new ConfigException(
            EncoderCode.MODEL_UNSUPPORTED,
            model + ": expected a graph without branches, found some");
      }
      int attentions = AttentionFusion.apply(graph);
      int norms = NormFusion.apply(graph);
      if (half) {
        HalfPrecision.apply(graph);
      }
      graph.write(to);
      return new Fused(attentions, norms);
    } catch (ProtoReader.Malformed e) {
      throw new ConfigException(
          EncoderCode.MODEL_UNSUPPORTED,
          model + ": expected a graph with its constants in it, found " + e.getMessage(),
          e);
    } finally {
      Files.deleteIfExists(simple);
    }
  }
}
