package org.llmrec.llm.embedded.internal.llama;

import com.sun.jna.Pointer;
import com.sun.jna.Structure;

/** {@code llama_context_params} of build b4916. */
@Structure.FieldOrder({
  "contextTokens",
  "batchTokens",
  "microBatchTokens",
  "sequences",
  "threads",
  "batchThreads",
  "ropeScaling",
  "pooling",
  "attention",
  "ropeBase",
  "ropeScale",
  "yarnExtension",
  "yarnAttention",
  "yarnFast",
  "yarnSlow",
  "yarnContext",
  "defragment",
  "evaluated",
  "evaluatedData",
  "keyType",
  "valueType",
  "allLogits",
  "embeddings",
  "offload",
  "flashAttention",
  "noTimings",
  "abort",
  "abortData"
})
public class ContextParams extends Structure {
  public int contextTokens;
  public int batchTokens;
  public int microBatchTokens;
  public int sequences;
  public int threads;
  public int batchThreads;
  public int ropeScaling;
  public int pooling;
  public int attention;
  public float ropeBase;
  public float ropeScale;
  public float yarnExtension;
  public float yarnAttention;
  public float yarnFast;
  public float yarnSlow;
  public int yarnContext;
  public float defragment;
  public Pointer evaluated;
  public Pointer evaluatedData;
  public int keyType;
  public int valueType;
  public byte allLogits;
  public byte embeddings;
  public byte offload;
  public byte flashAttention;
  public byte noTimings;
  public Pointer abort;
  public Pointer abortData;

  /** Handed over as it is, not by its address. */
  public static class Value extends ContextParams implements Structure.ByValue {}

  /** What the defaults of that build look like, to be compared before anything is handed over. */
  String seen() {
    return String.join(
        " ",
        "tokens=" + contextTokens + "/" + batchTokens + "/" + microBatchTokens + "/" + sequences,
        "threads=" + threads + "/" + batchThreads,
        "kinds=" + ropeScaling + "/" + pooling + "/" + attention,
        "rope=" + ropeBase + "/" + ropeScale,
        "yarn=" + yarnExtension + "/" + yarnAttention + "/" + yarnFast + "/" + yarnSlow,
        "defragment=" + defragment,
        "evaluated=" + evaluated + "/" + evaluatedData,
        "types=" + keyType + "/" + valueType,
        "flags=" + allLogits + embeddings + offload + flashAttention + noTimings,
        "abort=" + abort + "/" + abortData);
  }

  static final String EXPECTED =
      "tokens=512/2048/512/1 threads=4/4 kinds=-1/-1/-1 rope=0.0/0.0 yarn=-1.0/1.0/32.0/1.0"
          + " defragment=-1.0 evaluated=null/null types=1/1 flags=00101 abort=null/null";
}
