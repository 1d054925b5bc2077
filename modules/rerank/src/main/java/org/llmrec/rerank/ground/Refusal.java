package org.llmrec.rerank.ground;

import java.util.List;

/** Tells an answer that declines to answer by how it begins, in English. */
final class Refusal {
  private static final List<String> BEGINNINGS =
      List.of(
          "sorry",
          "i m sorry",
          "i am sorry",
          "i apologize",
          "i apologise",
          "i cannot",
          "i can t",
          "i can not",
          "i m unable",
          "i am unable",
          "i m not able",
          "i am not able",
          "i don t",
          "i do not",
          "i won t",
          "unable",
          "as an ai",
          "neither",
          "none",
          "both",
          "unfortunately");

  /** Enough for the longest beginning, with room for markup. */
  private static final int LOOKED_AT = 60;

  private Refusal() {}

  static boolean in(String plain) {
    Tokens tokens = new Tokens(plain.substring(0, Math.min(LOOKED_AT, plain.length())));
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < Math.min(tokens.size(), 4); i++) {
      words.append(i == 0 ? "" : " ").append(tokens.small(i));
    }
    String beginning = words.append(' ').toString();
    return BEGINNINGS.stream().anyMatch(refusal -> beginning.startsWith(refusal + " "));
  }
}
