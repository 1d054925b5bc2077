package org.llmrec.encode;

import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

/**
 * What an encoder computes on and how much of the machine it takes. With a model in float32 nothing
 * here changes a vector beyond its last bits; one in int8 feels its batches, see {@link
 * TextEncoder}.
 *
 * @param device what it computes on
 * @param planning where workers and budget come from when they are not given
 * @param workers {@link EncoderPlan#workers()}; empty for what the plan says
 * @param tokenBudget {@link EncoderPlan#tokenBudget()}; empty for what the plan says
 */
public record EncoderOptions(
    Device device, Planning planning, OptionalInt workers, OptionalInt tokenBudget) {

  /** Where the plan comes from. */
  public enum Planning {
    /** {@link EncoderPlan#standard}. */
    DEFAULT,
    /**
     * What was fastest on this machine in a trial of some seconds, which the first opening of a
     * model makes and which is kept below the user's cache folder.
     */
    AUTO;

    /** Lower case: how a configuration names it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a label.
     *
     * @throws ConfigException if it is none
     */
    public static Planning parse(String label) {
      for (Planning each : values()) {
        if (each.label().equals(label)) {
          return each;
        }
      }
      throw new ConfigException(
          OptionCode.NAME_UNKNOWN,
          "encoder plan: expected default or auto, found \"" + label + "\"");
    }
  }

  /**
   * Checks the ranges.
   *
   * @throws ConfigException if a number is out of range
   */
  public EncoderOptions {
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(planning, "planning");
    override(EncoderPlan.standard(device), workers, tokenBudget);
  }

  /**
   * On the processor.
   *
   * @throws ConfigException if a number is out of range
   */
  public EncoderOptions(int workers, int tokenBudget) {
    this(Device.cpu(), Planning.DEFAULT, OptionalInt.of(workers), OptionalInt.of(tokenBudget));
  }

  /** On the processor, as {@link EncoderPlan#standard} says. */
  public static EncoderOptions defaults() {
    return on(Device.cpu());
  }

  /** On that device, as {@link EncoderPlan#standard} says. */
  public static EncoderOptions on(Device device) {
    return new EncoderOptions(device, Planning.DEFAULT, OptionalInt.empty(), OptionalInt.empty());
  }

  /** The same with whatever this machine does fastest, where workers or budget are not given. */
  public EncoderOptions calibrated() {
    return new EncoderOptions(device, Planning.AUTO, workers, tokenBudget);
  }

  /** The plan with what is given here in the place of what it says. */
  public EncoderPlan override(EncoderPlan plan) {
    return override(plan, workers, tokenBudget);
  }

  private static EncoderPlan override(
      EncoderPlan plan, OptionalInt workers, OptionalInt tokenBudget) {
    return new EncoderPlan(workers.orElse(plan.workers()), tokenBudget.orElse(plan.tokenBudget()));
  }
}
