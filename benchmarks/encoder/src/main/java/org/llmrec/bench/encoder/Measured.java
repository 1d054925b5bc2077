package org.llmrec.bench.encoder;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * What an arm's process measured in one pass.
 *
 * @param seconds by the clock
 * @param cpuSeconds of the process and its children
 * @param computedPieces word pieces that went through the model, padding included; null where it
 *     cannot be told
 * @param gflops of each multiplication that was tried, 10⁹ operations per second of one processor;
 *     null but for the peak
 * @param versions of what ran
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Measured(
    double seconds,
    double cpuSeconds,
    Long computedPieces,
    Map<String, Double> gflops,
    Map<String, String> versions) {}
