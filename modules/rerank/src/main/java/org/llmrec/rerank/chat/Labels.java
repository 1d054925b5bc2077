package org.llmrec.rerank.chat;

/** What an answer calls the candidates. */
public enum Labels {
  /** Their titles, as in the paper; they have to be found among the candidates again. */
  TITLES,
  /** Their numbers: shorter, and clear where two titles are alike. */
  NUMBERS
}
