package org.llmrec.encode.internal;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.llmrec.core.error.ConfigException;
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
  private final OrtSessions.Opened opened;
  private final boolean takesTypes;
  private final ScorerManifest manifest;

  private OrtPairModel(OrtSessions.Opened opened, boolean takesTypes, ScorerManifest manifest) {
    this.opened = opened;
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
    OrtSessions.Opened opened = OrtSessions.open(file, wanted);
    try {
      OrtSession session = opened.session();
      boolean takesTypes =
          Graph.checkPairs(
              file,
              session.getInputInfo(),
              session.getOutputInfo(),
              manifest.output(),
              manifest.columns());
      return new OrtPairModel(opened, takesTypes, manifest);
    } catch (OrtException e) {
      opened.close();
      throw OrtSessions.cannotLoad(file, e);
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /** What it computes on; never one that is only preferred. */
  public Device device() {
    return opened.device();
  }

  /** Where and how it computes, under a plan and with what else there is to say. */
  public Placement placement(EncoderPlan plan, List<String> notes) {
    return opened.placement(ScorerManifest.MODEL, plan, notes);
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
    fill(slot, pairs, batch, length);
    long[] shape = {batch.length, length};
    long[] answer = {batch.length, manifest.columns()};
    try (BatchTensors tensors =
        BatchTensors.over(opened.environment(), slot, shape, manifest.output(), answer)) {
      opened.session().run(tensors.inputs(takesTypes), tensors.outputs()).close();
    } catch (OrtException e) {
      throw new LlmrecException(
          "the pair scorer " + manifest.name() + " failed: " + e.getMessage(), e);
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
            "the pair scorer "
                + manifest.name()
                + ": expected finite numbers for a pair, found "
                + Arrays.toString(logits)
                + "; the model is broken or was exported in a precision that it does not stand");
      }
    }
    return manifest.activation().score(logits, manifest.column());
  }

  private void fill(Slots.Slot slot, TokenisedPairs pairs, int[] batch, int length) {
    int pieces = batch.length * length;
    slot.ids.clear().limit(pieces);
    slot.mask.clear().limit(pieces);
    slot.types.clear().limit(pieces);
    slot.hidden.clear().limit(batch.length * manifest.columns());
    for (int row = 0; row < batch.length; row++) {
      long[] ids = pairs.ids(batch[row]);
      int start = row * length;
      slot.ids.put(start, ids);
      slot.types.put(start, pairs.types(batch[row]));
      for (int i = 0; i < length; i++) {
        slot.mask.put(start + i, i < ids.length ? 1 : 0);
      }
      for (int i = ids.length; i < length; i++) {
        slot.ids.put(start + i, 0);
        slot.types.put(start + i, 0);
      }
    }
  }

  @Override
  public void close() {
    opened.close();
  }
}
