package org.llmrec.encode.internal;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Keeps DJL off the network while a part of it starts: unless told otherwise, it asks the cloud
 * provider's address for an instance id and reports its start, and on a machine with a GPU its
 * tokenizer downloads another native library. Its own two switches for that are set meanwhile,
 * unless the application set them, then taken back. Thread-safe.
 */
public final class OptOut {
  private static final Map<String, String> SWITCHES =
      Map.of("OPT_OUT_TRACKING", "true", "RUST_FLAVOR", "cpu");

  private OptOut() {}

  /** Something that starts. */
  @FunctionalInterface
  public interface Start<V> {
    /** Starts it. */
    V run() throws IOException;
  }

  /** Starts something; throws what that throws. */
  public static synchronized <V> V during(Start<V> start) throws IOException {
    Set<String> ours = new HashSet<>(SWITCHES.keySet());
    ours.removeIf(key -> System.getProperty(key) != null);
    ours.forEach(key -> System.setProperty(key, SWITCHES.get(key)));
    try {
      return start.run();
    } finally {
      ours.forEach(System::clearProperty);
    }
  }
}
