package org.llmrec.lab.search;

import java.util.List;

/**
 * What a query found, to be put in order. Arrays are not to be changed.
 *
 * @param items the candidates' numbers, ascending
 * @param names of the features; the same for every query of one search
 * @param features {@code [features][candidates]}
 * @param fused reciprocal rank fusion of all that was found, {@code [items of the catalogue]};
 *     negative infinity for what was not
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares it
record Candidates(int[] items, List<String> names, float[][] features, float[] fused) {}
