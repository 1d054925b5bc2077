package org.llmrec.llm.batch;

import org.llmrec.llm.CompletionRequest;

/**
 * One call of a batch.
 *
 * @param id by which its result is known, at most 64 characters, unique in the batch
 * @param request what is asked for; its deadline does not count
 */
public record BatchCall(String id, CompletionRequest request) {}
