package org.llmrec.bench.ranker;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What one core can do at most: multiply-adds in registers, nothing read and nothing written. */
@State(Scope.Thread)
public class PeakBenchmark {
  private static final int TIMES = 10_000;
  private static final int SUMS = 12;

  /** Neither may be known beforehand. */
  public float half = 0.5f;

  /** Floating-point operations of a call in which vectors are so wide. */
  static double flops(int lanes) {
    return 2.0 * TIMES * SUMS * lanes;
  }

  /** How many floats are computed with at once. */
  static int lanes() {
    return FloatVector.SPECIES_PREFERRED.length();
  }

  /** Twelve sums that do not wait for each other. */
  @Benchmark
  public float multiplyAdd() {
    VectorSpecies<Float> floats = FloatVector.SPECIES_PREFERRED;
    FloatVector a = FloatVector.broadcast(floats, half);
    FloatVector s0 = a;
    FloatVector s1 = a;
    FloatVector s2 = a;
    FloatVector s3 = a;
    FloatVector s4 = a;
    FloatVector s5 = a;
    FloatVector s6 = a;
    FloatVector s7 = a;
    FloatVector s8 = a;
    FloatVector s9 = a;
    FloatVector s10 = a;
    FloatVector s11 = a;
    for (int i = 0; i < TIMES; i++) {
      s0 = s0.fma(a, a);
      s1 = s1.fma(a, a);
      s2 = s2.fma(a, a);
      s3 = s3.fma(a, a);
      s4 = s4.fma(a, a);
      s5 = s5.fma(a, a);
      s6 = s6.fma(a, a);
      s7 = s7.fma(a, a);
      s8 = s8.fma(a, a);
      s9 = s9.fma(a, a);
      s10 = s10.fma(a, a);
      s11 = s11.fma(a, a);
    }
    FloatVector low = s0.add(s1).add(s2.add(s3)).add(s4.add(s5));
    FloatVector high = s6.add(s7).add(s8.add(s9)).add(s10.add(s11));
    return low.add(high).reduceLanes(VectorOperators.ADD);
  }
}
