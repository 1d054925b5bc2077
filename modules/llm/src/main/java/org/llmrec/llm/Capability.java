package org.llmrec.llm;

/** What a model may be able to do beyond completing messages. */
public enum Capability {
  /**
   * Keeps to a JSON schema by itself; elsewhere the prompt asks for it and the answer is checked.
   */
  JSON_SCHEMA,
  /** The same seed gives the same answer, as far as the server promises. */
  SEED,
  /** Scores answers by their first token, among the most probable ones that the server shows. */
  FIRST_TOKEN_SCORES,
  /** Scores whole answers, each token of them. */
  ANSWER_SCORES,
  /** Takes calls by the thousand, to be fetched later. */
  BATCH
}
