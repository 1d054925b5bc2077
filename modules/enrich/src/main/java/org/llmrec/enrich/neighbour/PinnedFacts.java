package org.llmrec.enrich.neighbour;

import java.time.Instant;
import java.util.Objects;

/**
 * What a file of pinned neighbours says of itself: its first line.
 *
 * @param format of the file, {@link #FORMAT}
 * @param graph the hash of the interactions that the lists were computed from
 * @param count how many neighbours were asked for
 * @param damping the probability to walk on
 * @param method {@code exact} or {@code bounded}
 * @param tolerance what the lists are right within; 0 for the exact method
 * @param created ISO-8601, UTC
 */
public record PinnedFacts(
    int format,
    String graph,
    int count,
    double damping,
    String method,
    double tolerance,
    String created) {
  /** The format that this version writes, and the only one it reads. */
  public static final int FORMAT = 1;

  /**
   * Checks the fields.
   *
   * @throws IllegalArgumentException if the format is another one, or a field is missing
   */
  public PinnedFacts {
    if (format != FORMAT) {
      throw new IllegalArgumentException("expected format " + FORMAT + ", found " + format);
    }
    Objects.requireNonNull(graph, "graph");
    Objects.requireNonNull(method, "method");
    Instant.parse(created);
  }
}
