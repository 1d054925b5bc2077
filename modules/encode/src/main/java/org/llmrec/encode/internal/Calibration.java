package org.llmrec.encode.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.llmrec.encode.Device;
import org.llmrec.encode.EncoderPlan;

/**
 * Tries which plan computes most word pieces a second on this machine. Each candidate computes one
 * full batch per worker, three times; the median counts. One that is far behind after the first
 * time is given up, and after 20 seconds none is begun any more. The standard plan is tried first,
 * and kept unless another is faster by more than such a trial errs.
 */
public final class Calibration {
  private static final int RUNS = 3;
  private static final double WORTH_IT = 1.03;
  private static final double FAR_BEHIND = 1.3;
  private static final long LONGEST = TimeUnit.SECONDS.toNanos(20);

  /** About as long as an item's description is. */
  private static final String TEXT =
      "A young clerk finds a map in the lining of an old coat, follows it across three countries"
          + " and learns that the treasure was sold long ago; what is left is a letter from her"
          + " grandmother, a debt to a smuggler, and a friend who would rather be called a rival."
          + " Warm, funny and a little sad, with drawings by the author.";

  private final OrtModels model;
  private final TokenisedTexts text;
  private final int length;
  private final int width;

  /**
   * With an open model.
   *
   * @param width of its output
   */
  public Calibration(OrtModels model, Tokeniser tokeniser, int width) {
    this.model = model;
    this.width = width;
    try (Crew alone = new Crew(0, "llmrec-trial")) {
      this.text = TokenisedTexts.of(new String[] {TEXT}, 1, tokeniser, alone);
    }
    this.length = text.lengths()[0];
  }

  /** The plan to use. */
  public EncoderPlan best() {
    EncoderPlan standard = EncoderPlan.standard(model.device());
    List<EncoderPlan> candidates = candidates(model.device(), standard);
    double[] speeds = new double[candidates.size()];
    double fastest = 0;
    long begun = System.nanoTime();
    for (int i = 0; i < speeds.length && System.nanoTime() - begun < LONGEST; i++) {
      speeds[i] = speed(candidates.get(i), fastest);
      fastest = Math.max(fastest, speeds[i]);
    }
    return choose(candidates, speeds, standard);
  }

  /** Those worth a trial, the standard one first. */
  static List<EncoderPlan> candidates(Device device, EncoderPlan standard) {
    Set<EncoderPlan> candidates = new LinkedHashSet<>(List.of(standard));
    if (!(device instanceof Device.Cpu)) {
      for (int budget : new int[] {8192, 16_384, 32_768}) {
        candidates.add(new EncoderPlan(standard.workers(), budget));
      }
      return List.copyOf(candidates);
    }
    int processors = Math.min(256, Runtime.getRuntime().availableProcessors());
    for (int workers : List.of(standard.workers(), processors, Math.max(1, processors / 2))) {
      for (int budget : new int[] {512, 1024, 2048}) {
        candidates.add(new EncoderPlan(workers, budget));
      }
    }
    return List.copyOf(candidates);
  }

  /** The fastest, or the standard one if it is hardly slower. */
  static EncoderPlan choose(List<EncoderPlan> candidates, double[] speeds, EncoderPlan standard) {
    int best = 0;
    for (int i = 1; i < speeds.length; i++) {
      best = speeds[i] > speeds[best] ? i : best;
    }
    int usual = candidates.indexOf(standard);
    boolean keep = usual >= 0 && speeds[usual] * WORTH_IT >= speeds[best];
    return keep ? standard : candidates.get(best);
  }

  /** Word pieces a second; measured once only where that is far behind the fastest. */
  private double speed(EncoderPlan plan, double fastest) {
    int rows = Math.max(1, plan.tokenBudget() / length);
    int[] batch = new int[rows];
    int pieces = Math.max(plan.tokenBudget(), length);
    double work = (double) plan.workers() * rows * length;
    Slots slots = new Slots(plan.workers(), pieces, width);
    List<Double> speeds = new ArrayList<>();
    try (Crew crew = new Crew(plan.workers() - 1, "llmrec-trial")) {
      // The first run pays for the memory that ONNX Runtime then keeps.
      for (int run = 0; run <= RUNS; run++) {
        long begun = System.nanoTime();
        crew.run(
            plan.workers(),
            i -> slots.with(slot -> model.encode(slot, text, batch, new float[1][])));
        double speed = work / (System.nanoTime() - begun) * 1e9;
        if (speed * FAR_BEHIND < fastest) {
          return speed;
        }
        if (run > 0) {
          speeds.add(speed);
        }
      }
    }
    Collections.sort(speeds);
    return speeds.get(RUNS / 2);
  }
}
