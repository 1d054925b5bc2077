package org.llmrec.train.method;

/**
 * One point of a learning curve.
 *
 * @param epoch counted from 1
 * @param loss mean training loss, NaN where unknown
 * @param validation the validation metric, NaN where not measured
 */
public record CurvePoint(int epoch, double loss, double validation) {}
