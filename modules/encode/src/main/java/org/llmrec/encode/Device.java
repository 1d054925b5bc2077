package org.llmrec.encode;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

/**
 * What an encoder computes on. A device that is named has to be there, or the encoder does not
 * open; only one that is preferred may be replaced by the processor.
 */
public sealed interface Device {

  /** The name: {@link #parse} of it gives the same device. */
  String label();

  /** The devices it is made of; itself but for {@link Several}. */
  default List<Device> parts() {
    return List.of(this);
  }

  /** The processor. */
  record Cpu() implements Device {
    @Override
    public String label() {
      return "cpu";
    }

    @Override
    public String toString() {
      return label();
    }
  }

  /**
   * An NVIDIA GPU.
   *
   * @param number the one that CUDA calls so, from 0
   */
  record Cuda(int number) implements Device {
    /**
     * Checks the number.
     *
     * @throws ConfigException if it is negative
     */
    public Cuda {
      if (number < 0) {
        throw new ConfigException(
            OptionCode.OPTION_RANGE, "encoder device: expected a GPU from 0 on, found " + number);
      }
    }

    @Override
    public String label() {
      return "cuda:" + number;
    }

    @Override
    public String toString() {
      return label();
    }
  }

  /**
   * Several NVIDIA GPUs, each with a copy of the model; batches go to whichever is free.
   *
   * @param numbers at least two, none twice
   */
  record Several(List<Integer> numbers) implements Device {
    /**
     * Checks the numbers.
     *
     * @throws ConfigException if one is negative or there twice, or there are not two
     */
    public Several {
      numbers = List.copyOf(numbers);
      if (numbers.size() < 2 || numbers.size() != Set.copyOf(numbers).size()) {
        throw new ConfigException(
            OptionCode.OPTION_VALUE,
            "encoder device: expected two GPUs or more, each once, found " + numbers);
      }
      numbers.forEach(Cuda::new);
    }

    @Override
    public List<Device> parts() {
      return numbers.stream().map(Device::cuda).toList();
    }

    @Override
    public String label() {
      return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "cuda:", ""));
    }

    @Override
    public String toString() {
      return label();
    }
  }

  /**
   * Whatever another execution provider of ONNX Runtime computes on. None of them has been tested
   * by us.
   *
   * @param accelerator which
   */
  record Provider(Accelerator accelerator) implements Device {
    @Override
    public String label() {
      return "provider:" + accelerator.label();
    }

    @Override
    public String toString() {
      return label();
    }
  }

  /**
   * A device if it can be had, and else the processor; {@link Placement} says which it was.
   *
   * @param device a GPU or a provider
   */
  record Preferred(Device device) implements Device {
    /**
     * Checks the device.
     *
     * @throws ConfigException if there is nothing to prefer
     */
    public Preferred {
      if (device instanceof Cpu || device instanceof Preferred) {
        throw new ConfigException(
            OptionCode.OPTION_VALUE,
            "encoder device: expected a GPU or a provider after prefer, found " + device.label());
      }
    }

    @Override
    public String label() {
      return "prefer " + device.label();
    }

    @Override
    public String toString() {
      return label();
    }
  }

  /** The providers beside CUDA that can be asked for. */
  enum Accelerator {
    /** NVIDIA's compiler of networks, on the first GPU. */
    TENSORRT,
    /** Apple's. */
    COREML,
    /** DirectX 12 on Windows, on the first GPU. */
    DIRECTML;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The processor. */
  static Device cpu() {
    return new Cpu();
  }

  /** An NVIDIA GPU, from 0. */
  static Device cuda(int number) {
    return new Cuda(number);
  }

  /** Several NVIDIA GPUs. */
  static Device cuda(List<Integer> numbers) {
    return numbers.size() == 1 ? cuda(numbers.getFirst()) : new Several(numbers);
  }

  /** That device if it can be had, and else the processor. */
  static Device prefer(Device device) {
    return new Preferred(device);
  }

  /**
   * Reads {@code cpu}, {@code cuda}, {@code cuda:1}, {@code cuda:0,1}, {@code provider:tensorrt},
   * {@code provider:coreml} or {@code provider:directml}, and {@code prefer} before any but the
   * first.
   *
   * @throws ConfigException if it is none of them
   */
  static Device parse(String text) {
    String name = text.strip();
    if (name.startsWith("prefer ")) {
      return prefer(parse(name.substring("prefer ".length())));
    }
    if (name.equals("cpu")) {
      return cpu();
    }
    Matcher cuda = Pattern.compile("cuda(?::([0-9]{1,4}(?:,[0-9]{1,4})*))?").matcher(name);
    if (cuda.matches()) {
      String numbers = Optional.ofNullable(cuda.group(1)).orElse("0");
      return cuda(Arrays.stream(numbers.split(",", -1)).map(Integer::valueOf).toList());
    }
    for (Accelerator accelerator : Accelerator.values()) {
      Device provider = new Provider(accelerator);
      if (name.equals(provider.label())) {
        return provider;
      }
    }
    throw new ConfigException(
        OptionCode.OPTION_VALUE,
        "encoder device: expected cpu, cuda, cuda:N, cuda:N,M, provider:tensorrt,"
            + " provider:coreml or provider:directml, or prefer before one of the latter, found \""
            + text
            + "\"");
  }
}
