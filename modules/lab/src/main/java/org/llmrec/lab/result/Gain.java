package org.llmrec.lab.result;

/**
 * What a language model's answers brought to one method.
 *
 * @param method by which method
 * @param over {@code original} text or {@code placebo}
 * @param comparison the same method with the answers against without them
 */
public record Gain(String method, String over, Comparison comparison) {}
