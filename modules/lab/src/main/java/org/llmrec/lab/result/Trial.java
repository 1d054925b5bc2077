package org.llmrec.lab.result;

import java.util.Map;

/**
 * One setting that was tried on validation.
 *
 * @param settings in force
 * @param seed of the split
 * @param metric it was judged by
 * @param value of it
 * @param seconds fit and scoring took
 * @param chosen whether the test was run with it
 */
public record Trial(
    Map<String, Object> settings,
    long seed,
    String metric,
    double value,
    double seconds,
    boolean chosen) {}
