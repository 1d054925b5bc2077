package org.llmrec.llm.embedded.internal.llama;

import com.sun.jna.Pointer;
import com.sun.jna.Structure;

/** {@code llama_model_params} of build b4916. */
@Structure.FieldOrder({
  "devices",
  "gpuLayers",
  "splitMode",
  "mainGpu",
  "tensorSplit",
  "progress",
  "progressData",
  "overrides",
  "vocabularyOnly",
  "mapped",
  "locked",
  "checkTensors"
})
public class ModelParams extends Structure {
  public Pointer devices;
  public int gpuLayers;
  public int splitMode;
  public int mainGpu;
  public Pointer tensorSplit;
  public Pointer progress;
  public Pointer progressData;
  public Pointer overrides;
  public byte vocabularyOnly;
  public byte mapped;
  public byte locked;
  public byte checkTensors;

  /** Handed over as it is, not by its address. */
  public static class Value extends ModelParams implements Structure.ByValue {}

  /** What the defaults of that build look like, to be compared before anything is handed over. */
  String seen() {
    return String.join(
        " ",
        "devices=" + devices,
        "split-mode=" + splitMode,
        "main-gpu=" + mainGpu,
        "tensor-split=" + tensorSplit,
        "progress=" + progress + "/" + progressData,
        "overrides=" + overrides,
        "flags=" + vocabularyOnly + mapped + locked + checkTensors);
  }

  static final String EXPECTED =
      "devices=null split-mode=1 main-gpu=0 tensor-split=null progress=null/null overrides=null"
          + " flags=0100";
}
