package org.llmrec.enrich.store;

import java.util.List;
import java.util.Objects;

/**
 * A row of the store. Immutable.
 *
 * @param key under which it is found
 * @param item the item it was first asked about; another item with the same text shares it
 * @param prompt the prompt's id
 * @param version the prompt's version; 0 where an import does not say
 * @param model its {@link org.llmrec.llm.ModelInfo#id}
 * @param parameters of the sampling, as in the key; empty for an import
 * @param status what became of the question
 * @param answer the text; of a pack a JSON object from field to text; empty where there is none
 * @param problem what is wrong, or why there is no answer; else empty
 * @param finish why the model ended, in lower case; empty where there was no answer
 * @param promptTokens read, over all calls for it (a repair is a second one)
 * @param completionTokens written, over all calls for it
 * @param cost in the currency of the prices, over all calls for it
 * @param millis from the first call to the last byte
 * @param created ISO-8601 in UTC for our own, as noted for an import
 * @param neighbours ids of the items shown beside it
 * @param graph hash of the interactions that the neighbours were found by (the "split hash"); empty
 *     where none was seen
 */
public record StoredAnswer(
    AnswerKey key,
    String item,
    String prompt,
    int version,
    String model,
    String parameters,
    AnswerStatus status,
    String answer,
    String problem,
    String finish,
    long promptTokens,
    long completionTokens,
    double cost,
    long millis,
    String created,
    List<String> neighbours,
    String graph) {
  /**
   * Copies the list, and puts U+FFFD for halves of surrogate pairs in the texts of the model.
   *
   * @throws IllegalArgumentException if there is no text with a status that is usable, or a number
   *     is negative or none
   */
  public StoredAnswer {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(item, "item");
    Objects.requireNonNull(prompt, "prompt");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(parameters, "parameters");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(finish, "finish");
    Objects.requireNonNull(created, "created");
    Objects.requireNonNull(graph, "graph");
    answer = wellFormed(answer);
    problem = wellFormed(problem);
    neighbours = List.copyOf(neighbours);
    if (status.usable() && answer.isBlank()) {
      throw new IllegalArgumentException("expected a text with status " + status);
    }
    if (version < 0
        || promptTokens < 0
        || completionTokens < 0
        || millis < 0
        || !(cost >= 0 && cost < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("expected version, tokens, cost and time from 0 on");
    }
  }

  /**
   * The same answer to the same question, asked by way of other interactions.
   *
   * @param found ids of the items shown beside it
   * @param by hash of the interactions that they were found by
   */
  public StoredAnswer shown(List<String> found, String by) {
    return new StoredAnswer(
        key,
        item,
        prompt,
        version,
        model,
        parameters,
        status,
        answer,
        problem,
        finish,
        promptTokens,
        completionTokens,
        cost,
        millis,
        created,
        found,
        by);
  }

  /** Text that UTF-8 can hold: what is read back must be what was written. */
  private static String wellFormed(String text) {
    boolean whole = text.codePoints().noneMatch(StoredAnswer::half);
    return whole
        ? text
        : text.codePoints()
            .map(c -> half(c) ? 0xFFFD : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  private static boolean half(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }
}
