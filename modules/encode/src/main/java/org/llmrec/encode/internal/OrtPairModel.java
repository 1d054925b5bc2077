package org.llmrec.encode.internal;

import ai.onnxruntime.OrtException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.EncoderCode;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.encode.Device;
import org.llmrec.encode.EncoderPlan;
import org.llmrec.encode.Placement;
import org.llmrec.encode.pair.ScorerManifest;

/**
 * A model in ONNX Runtime that gives numbers for a pair of texts. One session serves all threads.
 * Thread-safe.
 */
public final class OrtPairModel implements AutoCloseable {
  private final OnDevice<OrtSessions.Opened> at;
  private final OrtSessions.Opened opened;
  private final boolean takesTypes;
  private final ScorerManifest manifest;

  private OrtPairModel(
      OnDevice<OrtSessions.Opened> at, boolean takesTypes, ScorerManifest manifest) {
    this.at = at;
    this.opened = at.model();
    this.takesTypes = takesTypes;
    this.manifest = manifest;
  }

  /**
   * Opens a verified model by its path.
   *
   * @throws ConfigException if its inputs and outputs are not what we know, or the device cannot be
   *     had and is not only preferred
   * @throws LlmrecException if ONNX Runtime cannot load it, or cannot be loaded itself
   */
  public static OrtPairModel open(Path file, ScorerManifest manifest, Device wanted) {
    OnDevice<OrtSessions.Opened> at =
        OnDevice.open(wanted, device -> OrtSessions.open(file, device));
    boolean takesTypes =
        at.model()
            .takesTypes(
                file,
                (inputs, outputs) ->
                    Graph.checkPairs(file, inputs, outputs, manifest.output(), manifest.columns()));
    return new OrtPairModel(at, takesTypes, manifest);
  }

  /** What it computes on; never one that is only preferred. */
  public Device device() {
    return at.device();
  }

  /** Where and how it computes, under a plan and with what else there is to say. */
  public Placement placement(EncoderPlan plan, List<String> notes) {
    return at.placement(opened.runtime(), ScorerManifest.MODEL, plan, notes);
  }

  /**
   * Computes one batch.
   *
   * @param batch the pairs' numbers, the longest first
   * @param scores where each pair's score goes, under its number
   * @throws LlmrecException if the model fails or gives what is no finite number
   */
  public void score(Slots.Slot slot, TokenisedPairs pairs, int[] batch, float[] scores) {
    int length = pairs.ids(batch[0]).length;
    slot.clear(batch.length, length, batch.length * manifest.columns());
    for (int row = 0; row < batch.length; row++) {
      int start = row * length;
      slot.fill(start, length, pairs.ids(batch[row]));
      slot.fillTypes(start, length, pairs.types(batch[row]));
    }
    long[] shape = {batch.length, length};
    long[] answer = {batch.length, manifest.columns()};
    try (BatchTensors tensors =
        BatchTensors.over(opened.environment(), slot, shape, manifest.output(), answer)) {
      opened.session().run(tensors.inputs(takesTypes), tensors.outputs()).close();
    } catch (OrtException e) {
      throw new LlmrecException(
          EncoderCode.MODEL_FAILED,
          "the pair scorer " + manifest.name() + " failed: " + e.getMessage(),
          e);
    }
    float[] logits = new float[manifest.columns()];
    for (int row = 0; row < batch.length; row++) {
      slot.hidden.get(row * logits.length, logits);
      scores[batch[row]] = score(logits);
    }
  }

  private float score(float[] logits) {
    for (float logit : logits) {
      if (!Float.isFinite(logit)) {
        throw new LlmrecException(
            EncoderCode.MODEL_OUTPUT,
            "the pair scorer "
                + manifest.name()
                + ": expected finite numbers for a pair, found "
                + Arrays.toString(logits)
                + "; the model is broken or was exported in a precision that it does not stand");
      }
    }
    return manifest.activation().score(logits, manifest.column());
  }

  @Override
  public void close() {
    opened.close();
  }
}
