package org.llmrec.encode.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.llmrec.core.error.ConfigException;
import org.llmrec.encode.Device;
import org.llmrec.encode.EncoderPlan;
import org.llmrec.encode.Placement;

/**
 * A model on the device that was wanted, or on the processor where that was only preferred.
 *
 * @param model what was opened
 * @param device what it computes on; never one that is only preferred
 * @param fellBack why that is not the device that was preferred
 */
record OnDevice<M>(M model, Device device, Optional<String> fellBack) {

  /**
   * Opens a model.
   *
   * @param opener is never asked for a device that is only preferred
   * @throws ConfigException if the device cannot be had and is not only preferred
   */
  static <M> OnDevice<M> open(Device wanted, Function<Device, M> opener) {
    if (!(wanted instanceof Device.Preferred preferred)) {
      return new OnDevice<>(opener.apply(wanted), wanted, Optional.empty());
    }
    try {
      return new OnDevice<>(opener.apply(preferred.device()), preferred.device(), Optional.empty());
    } catch (ConfigException e) {
      String why = "computing on the cpu instead: " + e.getMessage();
      return new OnDevice<>(opener.apply(Device.cpu()), Device.cpu(), Optional.of(why));
    }
  }

  /**
   * Where and how it computes, under a plan and with what else there is to say.
   *
   * @param runtime the version of ONNX Runtime
   * @param graph the file's name
   */
  Placement placement(String runtime, String graph, EncoderPlan plan, List<String> notes) {
    List<String> all = new ArrayList<>(notes);
    fellBack.ifPresent(why -> all.add(0, why));
    return new Placement(device, Providers.of(device).toString(), runtime, graph, plan, all);
  }
}
