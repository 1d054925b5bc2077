package org.llmrec.lab.result;

import java.util.Map;

/**
 * What a model took, summed over seeds unless said otherwise.
 *
 * @param tuneSeconds for all trials on validation
 * @param fitSeconds mean of the fits for the test
 * @param microsPerCase mean time to score the whole catalogue for one case
 * @param counted other costs by name, such as tokens
 */
public record Cost(
    double tuneSeconds, double fitSeconds, double microsPerCase, Map<String, Double> counted) {}
