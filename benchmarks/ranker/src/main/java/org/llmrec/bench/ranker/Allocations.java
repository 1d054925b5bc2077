package org.llmrec.bench.ranker;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/**
 * What our calls allocate once they are compiled, counted by Java for this thread: to the byte,
 * where JMH's profiler counts some kilobytes of its own for every measurement.
 */
final class Allocations {
  private static final long WARM_NANOS = 4_000_000_000L;
  private static final int CALLS = 500;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocations() {}

  /** The most bytes per call of inner products and network, in floats and in bytes. */
  static double most() {
    TowerBenchmark tower = new TowerBenchmark();
    tower.requests = 64;
    tower.setUp();
    MlpBenchmark mlp = new MlpBenchmark();
    mlp.candidates = Work.CANDIDATES;
    mlp.setUp();
    double most = Math.max(perCall(tower::floats), perCall(tower::bytes));
    return Math.max(most, Math.max(perCall(mlp::floats), perCall(mlp::bytes)));
  }

  private static double perCall(Supplier<float[]> call) {
    for (long end = THREADS.getCurrentThreadCpuTime() + WARM_NANOS;
        THREADS.getCurrentThreadCpuTime() < end; ) {
      call.get();
    }
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < CALLS; i++) {
      call.get();
    }
    return (THREADS.getCurrentThreadAllocatedBytes() - before) / (double) CALLS;
  }
}
