package org.llmrec.train;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

/**
 * What a training computes on. A GPU that is named has to be there, or the training does not begin.
 *
 * @param gpu the NVIDIA GPU that CUDA calls so, from 0; empty for the processor
 */
public record TrainDevice(OptionalInt gpu) {
  private static final Pattern CUDA = Pattern.compile("cuda(?::([0-9]{1,4}))?");

  /**
   * Checks the number.
   *
   * @throws ConfigException if it is negative
   */
  public TrainDevice {
    if (gpu.isPresent() && gpu.getAsInt() < 0) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE,
          "train.device: expected a GPU from 0 on, found " + gpu.getAsInt());
    }
  }

  /** The processor. */
  public static TrainDevice cpu() {
    return new TrainDevice(OptionalInt.empty());
  }

  /**
   * An NVIDIA GPU.
   *
   * @throws ConfigException if the number is negative
   */
  public static TrainDevice cuda(int number) {
    return new TrainDevice(OptionalInt.of(number));
  }

  /**
   * Reads {@code cpu}, {@code cuda} or {@code cuda:1}.
   *
   * @throws ConfigException if it is none of them
   */
  public static TrainDevice parse(String text) {
    if (text.equals("cpu")) {
      return cpu();
    }
    Matcher cuda = CUDA.matcher(text);
    if (cuda.matches()) {
      return cuda(cuda.group(1) == null ? 0 : Integer.parseInt(cuda.group(1)));
    }
    throw new ConfigException(
        OptionCode.OPTION_VALUE, "expected cpu, cuda or cuda:N, found \"" + text + "\"");
  }

  /** The name: {@link #parse} of it gives the same device. */
  public String label() {
    return gpu.isEmpty() ? "cpu" : "cuda:" + gpu.getAsInt();
  }

  @Override
  public String toString() {
    return label();
  }
}
