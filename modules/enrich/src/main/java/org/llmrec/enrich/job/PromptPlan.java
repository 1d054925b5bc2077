package org.llmrec.enrich.job;

import java.util.OptionalDouble;

/**
 * What asking one prompt would take.
 *
 * @param prompt its id
 * @param questions how many there are
 * @param present answered already
 * @param shared the same call as another
 * @param ask calls to make, if none fails and no answer has to be repaired
 * @param promptTokens estimated from the questions to ask
 * @param completionTokens estimated: {@code ask} times the mean
 * @param tokensPerAnswer the mean that was taken
 * @param measured whether that is the mean of answers in the store; else it is an assumption from
 *     the form that answers should have
 * @param cost of all calls; absent where no price is known
 * @param batchCost of the same calls in batches; absent where no price is known
 */
public record PromptPlan(
    String prompt,
    long questions,
    long present,
    long shared,
    long ask,
    long promptTokens,
    long completionTokens,
    double tokensPerAnswer,
    boolean measured,
    OptionalDouble cost,
    OptionalDouble batchCost) {}
