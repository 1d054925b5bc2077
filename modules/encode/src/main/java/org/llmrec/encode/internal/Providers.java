package org.llmrec.encode.internal;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.EncoderCode;
import org.llmrec.core.error.OptionCode;
import org.llmrec.encode.Device;

/** The execution providers of ONNX Runtime: what a device needs, and what to do where it lacks. */
final class Providers {
  private Providers() {}

  /** The one that computes on a device. */
  static OrtProvider of(Device device) {
    return switch (device) {
      case Device.Cpu cpu -> OrtProvider.CPU;
      case Device.Cuda cuda -> OrtProvider.CUDA;
      case Device.Several several -> OrtProvider.CUDA;
      case Device.Preferred preferred -> of(preferred.device());
      case Device.Provider other ->
          switch (other.accelerator()) {
            case TENSORRT -> OrtProvider.TENSOR_RT;
            case COREML -> OrtProvider.CORE_ML;
            case DIRECTML -> OrtProvider.DIRECT_ML;
          };
    };
  }

  /**
   * Has a session compute on a device.
   *
   * @throws ConfigException if it cannot be had, with what is missing
   */
  static void add(Device device, OrtSession.SessionOptions options) {
    OrtProvider provider = of(device);
    if (!OrtEnvironment.getAvailableProviders().contains(provider)) {
      throw new ConfigException(
          EncoderCode.DEVICE_ABSENT,
          "encoder device "
              + device.label()
              + ": expected an ONNX Runtime with provider "
              + provider
              + ", found one with "
              + OrtEnvironment.getAvailableProviders()
              + "; "
              + advice(provider));
    }
    try {
      switch (device) {
        case Device.Cuda cuda -> addCuda(cuda.number(), options);
        case Device.Provider other -> add(other.accelerator(), options);
        case Device.Cpu cpu -> {}
        case Device.Preferred preferred -> add(preferred.device(), options);
        case Device.Several several ->
            throw new ConfigException(
                OptionCode.OPTION_VALUE,
                "encoder device "
                    + device.label()
                    + ": expected one device for a model of this kind; name one of them");
      }
    } catch (OrtException e) {
      throw refused(device, e);
    }
  }

  /** What to throw when native code refuses a device that ONNX Runtime was built for. */
  static ConfigException refused(Device device, OrtException e) {
    return new ConfigException(
        EncoderCode.DEVICE_ABSENT,
        "encoder device "
            + device.label()
            + ": ONNX Runtime has provider "
            + of(device)
            + " but cannot use it: "
            + e.getMessage().strip()
            + "; look for a driver, a library or a device that is missing, or set device: prefer "
            + device.label(),
        e);
  }

  private static void addCuda(int number, OrtSession.SessionOptions options) throws OrtException {
    try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(number)) {
      // By default factors are rounded to the 10 bits of TF32, far more than vectors may differ by.
      cuda.add("use_tf32", "0");
      options.addCUDA(cuda);
    }
  }

  private static void add(Device.Accelerator accelerator, OrtSession.SessionOptions options)
      throws OrtException {
    switch (accelerator) {
      case TENSORRT -> options.addTensorrt(0);
      case COREML -> options.addCoreML();
      case DIRECTML -> options.addDirectML(0);
    }
  }

  private static String advice(OrtProvider provider) {
    return switch (provider) {
      case CUDA, TENSOR_RT ->
          "with CUDA 12, put the artifact com.microsoft.onnxruntime:onnxruntime_gpu on the class"
              + " path in the place of com.microsoft.onnxruntime:onnxruntime; with CUDA 13, name a"
              + " folder of native libraries built for it with -Donnxruntime.native.path (see \"Where"
              + " it runs\" in docs/encoders.md)";
      default ->
          "name a folder of native libraries built with it with -Donnxruntime.native.path (see"
              + " \"Where it runs\" in docs/encoders.md)";
    };
  }
}
