/**
 * llama.cpp's C functions, called in the engine's own process only: tokens, evaluation, sampling by
 * grammar, log-probabilities.
 */
package org.llmrec.llm.embedded.internal.llama;
