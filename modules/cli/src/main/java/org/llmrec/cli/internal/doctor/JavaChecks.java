package org.llmrec.cli.internal.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.module.ModuleFinder;
import java.util.List;
import org.llmrec.cli.internal.Durations;

/** The Java machine and the options that it was started with. */
final class JavaChecks {
  private static final int OLDEST = 21;
  private static final int WARNS_OF_NATIVE_CODE = 24;
  private static final long GIB = 1L << 30;
  private static final String VECTORS = "jdk.incubator.vector";

  private JavaChecks() {}

  static List<Finding> all() {
    return List.of(
        java(Runtime.version()),
        vectors(),
        nativeAccess(
            Runtime.version().feature(), ManagementFactory.getRuntimeMXBean().getInputArguments()),
        memory(Runtime.getRuntime().maxMemory(), physical()));
  }

  static Finding java(Runtime.Version version) {
    String text =
        version
            + " of "
            + System.getProperty("java.vendor")
            + " in "
            + System.getProperty("java.home")
            + ", on "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch");
    return version.feature() >= OLDEST
        ? Finding.ok("java", text)
        : Finding.fail("java", text, "Install a JDK 21 or newer, or point JAVA_HOME at one.");
  }

  private static Finding vectors() {
    if (ModuleLayer.boot().findModule(VECTORS).isPresent()) {
      return Finding.ok("vector module", "there and in use");
    }
    return ModuleFinder.ofSystem().find(VECTORS).isPresent()
        ? Finding.ok(
            "vector module",
            "there; llmrec build uses it, a service should start Java with --add-modules "
                + VECTORS)
        : Finding.warn(
            "vector module",
            "not in this Java: vector search is several times slower",
            "Install a full JDK, or make the runtime image with module " + VECTORS + ".");
  }

  static Finding nativeAccess(int feature, List<String> options) {
    boolean said = options.stream().anyMatch(o -> o.startsWith("--enable-native-access"));
    if (said || feature < WARNS_OF_NATIVE_CODE) {
      return Finding.ok("native access", said ? "enabled" : "not restricted by this Java");
    }
    return Finding.warn(
        "native access",
        "not enabled: Java " + feature + " warns at every native library, later ones refuse it",
        "Start Java with --enable-native-access=ALL-UNNAMED.");
  }

  /**
   * Natives and mapped files need memory beside the heap.
   *
   * @param heap the most that Java takes for it, in bytes
   * @param physical of the machine, or of the container where there is a limit
   */
  static Finding memory(long heap, long physical) {
    String text =
        Durations.size(heap)
            + " of heap, "
            + Durations.size(physical)
            + " of memory in the machine or container, "
            + Runtime.getRuntime().availableProcessors()
            + " processors";
    if (heap < GIB) {
      return Finding.warn("memory", text, "A build wants 1 GiB of heap: LLMREC_JAVA_OPTS=-Xmx2g.");
    }
    if (heap > physical / 10 * 9) {
      return Finding.warn(
          "memory",
          text,
          "Leave at least a tenth to native libraries and mapped files, or the system may end the"
              + " process: lower -Xmx, or raise the container's limit.");
    }
    return Finding.ok("memory", text);
  }

  private static long physical() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine
        ? machine.getTotalMemorySize()
        : Long.MAX_VALUE;
  }
}
