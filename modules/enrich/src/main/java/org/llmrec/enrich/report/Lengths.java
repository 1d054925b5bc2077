package org.llmrec.enrich.report;

/**
 * How long the texts of a field are. The p-th percentile is the shortest length that so many per
 * cent of the texts do not exceed.
 *
 * @param unit {@code words} or {@code tags}
 * @param min the shortest; 0 where there is no text
 * @param median the 50th percentile
 * @param p95 the 95th percentile
 * @param max the longest
 */
public record Lengths(String unit, int min, int median, int p95, int max) {}
