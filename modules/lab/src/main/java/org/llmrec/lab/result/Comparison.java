package org.llmrec.lab.result;

/**
 * One model against another, paired over users (each user's mean over the seeds) or queries.
 *
 * @param model the first
 * @param against the second
 * @param metric compared
 * @param units how many users or queries
 * @param difference mean of first minus second
 * @param low lower end of the 95 % bootstrap interval
 * @param high upper end
 * @param p of the paired randomisation test, two-sided
 * @param holm p after Holm's correction over the models compared by that metric
 */
public record Comparison(
    String model,
    String against,
    String metric,
    int units,
    double difference,
    double low,
    double high,
    double p,
    double holm) {}
