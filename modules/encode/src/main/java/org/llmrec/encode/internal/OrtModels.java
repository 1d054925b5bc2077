package org.llmrec.encode.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.encode.Device;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.encode.EncoderPlan;
import org.llmrec.encode.Placement;

/**
 * A transformer on one device, or a copy of it on each of several GPUs. A batch is computed by the
 * copy that its slot belongs to, so that the GPUs share out the batches as they get done with them.
 * Thread-safe.
 */
public final class OrtModels implements AutoCloseable {
  private final OnDevice<List<OrtModel>> at;
  private final List<OrtModel> copies;
  private final String graph;

  private OrtModels(OnDevice<List<OrtModel>> at, Path graph) {
    this.at = at;
    this.copies = at.model();
    this.graph = graph.getFileName().toString();
  }

  /** Of copies that are open; closes them with itself. */
  static OrtModels of(List<OrtModel> copies, Device device, Path graph) {
    return new OrtModels(new OnDevice<>(List.copyOf(copies), device, Optional.empty()), graph);
  }

  /**
   * The graphs of one model.
   *
   * @param onProcessor what a processor computes
   * @param elsewhere what any other device does
   */
  public record Graphs(Path onProcessor, Path elsewhere) {
    Path on(Device device) {
      return device instanceof Device.Cpu ? onProcessor : elsewhere;
    }
  }

  /**
   * Opens verified graphs.
   *
   * @throws ConfigException if inputs and outputs are not what we know, or the device cannot be had
   *     and is not only preferred
   * @throws LlmrecException if ONNX Runtime cannot load the graph, or cannot be loaded itself
   */
  public static OrtModels open(Graphs graphs, EncoderManifest manifest, Device wanted) {
    OnDevice<List<OrtModel>> at = OnDevice.open(wanted, device -> copies(graphs, manifest, device));
    return new OrtModels(at, graphs.on(at.device()));
  }

  private static List<OrtModel> copies(Graphs graphs, EncoderManifest manifest, Device device) {
    List<OrtModel> copies = new ArrayList<>();
    try {
      for (Device each : device.parts()) {
        copies.add(OrtModel.open(graphs.on(each), manifest, each));
      }
      return List.copyOf(copies);
    } catch (RuntimeException | Error e) {
      copies.forEach(OrtModel::close);
      throw e;
    }
  }

  /** What they compute on; never one that is only preferred. */
  public Device device() {
    return at.device();
  }

  /** Where and how they compute, under a plan and with what else there is to say. */
  public Placement placement(EncoderPlan plan, List<String> notes) {
    return at.placement(runtime(), graph, plan, notes);
  }

  /** The version of ONNX Runtime. */
  public String runtime() {
    return copies.getFirst().runtime();
  }

  /**
   * Computes one batch.
   *
   * @param batch the texts' numbers, the longest first
   * @param vectors where each text's vector goes, under its number
   */
  public void encode(Slots.Slot slot, TokenisedTexts texts, int[] batch, float[][] vectors) {
    copies.get(slot.number % copies.size()).encode(slot, texts, batch, vectors);
  }

  @Override
  public void close() {
    copies.forEach(OrtModel::close);
  }
}
