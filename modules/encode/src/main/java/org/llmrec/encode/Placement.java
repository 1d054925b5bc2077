package org.llmrec.encode;

import java.util.List;
import java.util.Objects;

/**
 * Where and how an open encoder computes.
 *
 * @param device what it computes on; never one that is only preferred
 * @param provider ONNX Runtime's name of what computes, such as {@code CPU} or {@code CUDA}
 * @param runtime the version of ONNX Runtime
 * @param graph the file in the model folder that is computed: {@code model.onnx}, or {@code
 *     fused.onnx}
 * @param plan workers and budget in use
 * @param notes what a person should hear of: that and why the device is not the preferred one, a
 *     trial that was made, a cache that could not be used. Mostly none
 */
public record Placement(
    Device device,
    String provider,
    String runtime,
    String graph,
    EncoderPlan plan,
    List<String> notes) {
  /** Copies the list. */
  public Placement {
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(runtime, "runtime");
    Objects.requireNonNull(graph, "graph");
    Objects.requireNonNull(plan, "plan");
    notes = List.copyOf(notes);
  }

  /** The same with other notes. */
  public Placement withNotes(List<String> others) {
    return new Placement(device, provider, runtime, graph, plan, others);
  }
}
