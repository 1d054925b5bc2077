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
  private final List<OrtModel> copies;
  private final Device device;
  private final String graph;
  private final Optional<String> fellBack;

  private OrtModels(List<OrtModel> copies, Device device, Path graph, Optional<String> fellBack) {
    this.copies = List.copyOf(copies);
    this.device = device;
    this.graph = graph.getFileName().toString();
    this.fellBack = fellBack;
  }

  /** Of copies that are open; closes them with itself. */
  static OrtModels of(List<OrtModel> copies, Device device, Path graph) {
    return new OrtModels(copies, device, graph, Optional.empty());
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
    if (!(wanted instanceof Device.Preferred preferred)) {
      return of(copies(graphs, manifest, wanted), wanted, graphs.on(wanted));
    }
    try {
      Device device = preferred.device();
      return of(copies(graphs, manifest, device), device, graphs.on(device));
    } catch (ConfigException e) {
      Device cpu = Device.cpu();
      String why = "computing on the cpu instead: " + e.getMessage();
      return new OrtModels(copies(graphs, manifest, cpu), cpu, graphs.on(cpu), Optional.of(why));
    }
  }

  private static List<OrtModel> copies(Graphs graphs, EncoderManifest manifest, Device device) {
    List<OrtModel> copies = new ArrayList<>();
    try {
      for (Device each : device.parts()) {
        copies.add(OrtModel.open(graphs.on(each), manifest, each));
      }
      return copies;
    } catch (RuntimeException | Error e) {
      copies.forEach(OrtModel::close);
      throw e;
    }
  }

  /** What they compute on; never one that is only preferred. */
  public Device device() {
    return device;
  }

  /** Where and how they compute, under a plan and with what else there is to say. */
  public Placement placement(EncoderPlan plan, List<String> notes) {
    List<String> all = new ArrayList<>(notes);
    fellBack.ifPresent(why -> all.add(0, why));
    OrtModel first = copies.getFirst();
    return new Placement(device, first.provider(), first.runtime(), graph, plan, all);
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
