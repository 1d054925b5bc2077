package org.llmrec.rerank.ask;

import java.util.Optional;
import java.util.stream.Stream;
import org.llmrec.rerank.RerankRequest.Aim;

/** What is asked of items. Sentences of version {@value #VERSION}. */
enum Question {
  /** Which is the best. */
  BEST(
      "Which of these items best answers the search?",
      "Which of these items would please this person most?",
      "Answer with its letter and nothing else."),
  /** In which order they are. */
  ORDER(
      "Order these items by how well they answer the search.",
      "Order these items by how much they would please this person.",
      "Answer with all their labels, the best first, separated by >, and nothing else."),
  /** Which few are the best. */
  PICK(
      "Pick those %d of these items that best answer the search.",
      "Pick those %d of these items that would please this person most.",
      "Answer with their labels, the best first, separated by >, and with no others."),
  /** Whether one is good. */
  YES_NO(
      "Does this item answer the search?",
      "Would this item please this person?",
      "Answer Yes or No and nothing else."),
  /** How good one is. */
  GRADE(
      "How well does this item answer the search, from 0, not at all, to %d, perfectly?",
      "How much would this item please this person, from 0, not at all, to %d, very much?",
      "Answer with the number and nothing else.");

  /** Part of what answers are kept under: it changes with any word of the questions. */
  static final String VERSION = "1";

  private final String search;
  private final String taste;
  private final String form;

  Question(String search, String taste, String form) {
    this.search = search;
    this.taste = taste;
    this.form = form;
  }

  /**
   * In words.
   *
   * @param number how many to pick, or the highest grade; else of no effect
   */
  String words(Aim aim, int number) {
    return (aim == Aim.SEARCH ? search : taste).replace("%d", Integer.toString(number))
        + " "
        + form;
  }

  /** The one that a prompt ends with. */
  static Optional<Question> endOf(String prompt) {
    return Stream.of(values()).filter(question -> prompt.endsWith(question.form)).findFirst();
  }
}
