package org.llmrec.lab.result;

/**
 * What an experiment file promised of a figure.
 *
 * @param model which model
 * @param metric which metric
 * @param expected the promised mean
 * @param tolerance how far off it may be
 * @param found the mean found, NaN where there is no such model or metric
 * @param met whether it is near enough
 */
public record ExpectedOutcome(
    String model, String metric, double expected, double tolerance, double found, boolean met) {}
