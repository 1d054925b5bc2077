package org.llmrec.bench.encoder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.llmrec.encode.EncoderOptions;
import org.llmrec.encode.OnnxTextEncoder;
import org.llmrec.encode.Placement;
import org.llmrec.encode.TextEncoder;
import org.llmrec.encode.internal.BatchPlan;

/** Ours, as it is used: one call, everything else is the encoder's business. */
final class OursPass implements Pass {
  private final TextEncoder encoder;
  private final Placement placement;

  private OursPass(TextEncoder encoder) {
    this.encoder = encoder;
    this.placement = encoder.placement().orElseThrow();
  }

  /** With the standard plan, so that the figures are of the batches that all users have. */
  static Pass open(Job job) throws IOException {
    return new OursPass(OnnxTextEncoder.open(Path.of(job.model()), EncoderOptions.defaults()));
  }

  @Override
  public float[][] encode(List<String> texts) {
    return encoder.encode(texts).vectors();
  }

  /** The encoder does not tell; its plan of batches, a pure function, does. */
  @Override
  public OptionalLong computedPieces(int[] pieces) {
    long all = 0;
    for (int[] batch : BatchPlan.of(pieces, placement.plan().tokenBudget())) {
      all += (long) batch.length * pieces[batch[0]];
    }
    return OptionalLong.of(all);
  }

  @Override
  public Map<String, String> versions() {
    return Map.of(
        "ONNX Runtime",
        placement.runtime(),
        "plan",
        placement.plan().workers() + " workers, " + placement.plan().tokenBudget() + " pieces");
  }

  @Override
  public void close() {
    encoder.close();
  }
}
