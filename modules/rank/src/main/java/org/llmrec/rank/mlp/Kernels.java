package org.llmrec.rank.mlp;

/**
 * Which arithmetic this process scores with: Java's Vector API where Java was started with {@code
 * --add-modules jdk.incubator.vector} and the processor has vectors of 256 bits or is an ARM, plain
 * loops otherwise. Both compute the same but for rounding.
 */
public final class Kernels {
  private static final String MODULE = "jdk.incubator.vector";
  private static final Kernel BEST = choose();

  private Kernels() {}

  /** For people: what computes, such as {@code Vector API, 8 floats at once}. */
  public static String name() {
    return BEST.name();
  }

  /** Whether it is the Vector API. */
  public static boolean vectorised() {
    return !(BEST instanceof PlainKernel);
  }

  static Kernel best() {
    return BEST;
  }

  private static Kernel choose() {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      return new PlainKernel();
    }
    try {
      return VectorKernel.usable() ? new VectorKernel() : new PlainKernel();
    } catch (LinkageError e) {
      // An incubating module may change; then the plain loops do.
      System.getLogger(Kernels.class.getName())
          .log(
              System.Logger.Level.WARNING, "Java's vector module does not fit; scoring without", e);
      return new PlainKernel();
    }
  }
}
