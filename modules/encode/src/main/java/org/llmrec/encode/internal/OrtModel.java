package org.llmrec.encode.internal;

import ai.onnxruntime.OrtException;
import java.nio.file.Path;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.EncoderCode;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.encode.Device;
import org.llmrec.encode.EncoderManifest;

/**
 * A transformer in ONNX Runtime. One session serves all threads; each call computes on the calling
 * thread alone or on the device, so that as many processors are busy as the plan has workers.
 * Thread-safe.
 */
public final class OrtModel implements AutoCloseable {
  private final OrtSessions.Opened opened;
  private final boolean takesTypes;
  private final int width;
  private final Pooler pooler;

  private OrtModel(OrtSessions.Opened opened, boolean takesTypes, EncoderManifest manifest) {
    this.opened = opened;
    this.takesTypes = takesTypes;
    this.width = manifest.width();
    this.pooler = Pooler.of(manifest);
  }

  /**
   * Opens a verified model by its path.
   *
   * @param device one that is not only preferred
   * @throws ConfigException if its inputs and outputs are not what we know, or the device cannot be
   *     had
   * @throws LlmrecException if ONNX Runtime cannot load it, or cannot be loaded itself
   */
  public static OrtModel open(Path file, EncoderManifest manifest, Device device) {
    OrtSessions.Opened opened = OrtSessions.open(file, device);
    boolean takesTypes =
        opened.takesTypes(
            file, (inputs, outputs) -> Graph.check(file, inputs, outputs, manifest.width()));
    return new OrtModel(opened, takesTypes, manifest);
  }

  /** The version of ONNX Runtime. */
  public String runtime() {
    return opened.runtime();
  }

  /**
   * Computes one batch.
   *
   * @param batch the texts' numbers, the longest first
   * @param vectors where each text's vector goes, under its number
   */
  public void encode(Slots.Slot slot, TokenisedTexts texts, int[] batch, float[][] vectors) {
    int length = texts.ids(batch[0]).length;
    slot.clear(batch.length, length, batch.length * length * width);
    for (int row = 0; row < batch.length; row++) {
      slot.fill(row * length, length, texts.ids(batch[row]));
    }
    long[] shape = {batch.length, length};
    try (BatchTensors tensors = BatchTensors.over(opened.environment(), slot, shape, width)) {
      opened.session().run(tensors.inputs(takesTypes), tensors.outputs()).close();
    } catch (OrtException e) {
      throw new LlmrecException(
          EncoderCode.MODEL_FAILED, "the encoder's model failed: " + e.getMessage(), e);
    }
    for (int row = 0; row < batch.length; row++) {
      int text = batch[row];
      vectors[text] = pooler.pool(slot.hidden, row * length, texts.ids(text).length);
    }
  }

  @Override
  public void close() {
    opened.close();
  }
}
