package org.llmrec.enrich.job;

import java.util.List;
import org.llmrec.enrich.prompt.Prompt;
import org.llmrec.enrich.store.AnswerKey;

/**
 * A prompt about an item, ready to be asked.
 *
 * @param item the item's id
 * @param prompt what is asked
 * @param text as rendered
 * @param key under which the answer is kept
 * @param neighbours ids of the items in the text, beside the item itself
 * @param graph hash of the interactions that they were found by; empty where none was seen
 */
public record Question(
    String item, Prompt prompt, String text, AnswerKey key, List<String> neighbours, String graph) {
  /** Copies the list. */
  public Question {
    neighbours = List.copyOf(neighbours);
  }
}
