package org.llmrec.enrich.answer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.llmrec.core.Item;
import org.llmrec.enrich.job.Question;
import org.llmrec.enrich.job.Questions;
import org.llmrec.enrich.prompt.AnswerTexts;
import org.llmrec.enrich.store.AnswerKey;
import org.llmrec.enrich.store.AnswerStore;
import org.llmrec.enrich.store.StoredAnswer;

/**
 * Looks fields up in the store: first under the question that is asked now, then among imported
 * answers. What was asked in another wording, of another model or with another sampling answers
 * another question and is not found. Thread-safe if the store is.
 */
public final class AnswerLookup {
  private final AnswerStore store;

  /** In a store, which stays open. */
  public AnswerLookup(AnswerStore store) {
    this.store = store;
  }

  /**
   * For each question, and in it for each of its prompt's fields, what there is. One look into the
   * store for all of them.
   *
   * @return in the order of the questions and of their fields
   */
  public List<FieldAnswer> find(List<Question> questions) throws IOException {
    Set<AnswerKey> keys = new LinkedHashSet<>();
    for (Question question : questions) {
      keys.add(question.key());
      question.prompt().fields().forEach(f -> keys.add(AnswerKey.imported(question.item(), f)));
    }
    Map<AnswerKey, StoredAnswer> found = store.find(keys);
    List<FieldAnswer> answers = new ArrayList<>();
    for (Question question : questions) {
      for (String field : question.prompt().fields()) {
        answers.add(of(question, field, found));
      }
    }
    return answers;
  }

  /**
   * For each item what there is by field: of all questions about it, and of imports. One look into
   * the store for all of them.
   *
   * @param questions what is asked; absent where no model is known, and then only imports count
   * @param imported fields beside those of the questions for which imports count
   * @return in the order of the items; fields in the order of the questions, then of {@code
   *     imported}
   */
  public List<Map<String, FieldAnswer>> find(
      List<Item> items, Optional<Questions> questions, Collection<String> imported)
      throws IOException {
    List<List<Question>> asked = new ArrayList<>();
    Set<AnswerKey> keys = new LinkedHashSet<>();
    for (Item item : items) {
      List<Question> about =
          questions.isPresent() ? questions.get().about(item) : List.<Question>of();
      asked.add(about);
      for (Question question : about) {
        keys.add(question.key());
        question.prompt().fields().forEach(f -> keys.add(AnswerKey.imported(item.id(), f)));
      }
      imported.forEach(field -> keys.add(AnswerKey.imported(item.id(), field)));
    }
    Map<AnswerKey, StoredAnswer> found = store.find(keys);
    List<Map<String, FieldAnswer>> answers = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      answers.add(of(items.get(i).id(), asked.get(i), imported, found));
    }
    return answers;
  }

  private static Map<String, FieldAnswer> of(
      String item,
      List<Question> asked,
      Collection<String> imported,
      Map<AnswerKey, StoredAnswer> found) {
    Map<String, FieldAnswer> answers = new LinkedHashMap<>();
    for (Question question : asked) {
      for (String field : question.prompt().fields()) {
        // A field that a pack and a prompt of its own both fill: the first text stays.
        answers.merge(field, of(question, field, found), (a, b) -> a.text().isPresent() ? a : b);
      }
    }
    for (String field : imported) {
      answers.computeIfAbsent(field, f -> of(item, f, Optional.empty(), found));
    }
    return answers;
  }

  private static FieldAnswer of(
      Question question, String field, Map<AnswerKey, StoredAnswer> found) {
    // New interactions may lead to the neighbours of old: then the question says no more of these
    // than of those, and the graph that its answer is held to is the one it is asked by now.
    Optional<StoredAnswer> own =
        Optional.ofNullable(found.get(question.key()))
            .map(
                row ->
                    question.prompt().wantsNeighbours()
                        ? row.shown(question.neighbours(), question.graph())
                        : row);
    Optional<String> text =
        own.filter(row -> row.status().usable())
            .map(row -> AnswerTexts.split(row.prompt(), row.answer()).get(field))
            .filter(t -> !t.isBlank());
    return text.isPresent()
        ? new FieldAnswer(question.item(), field, text, own)
        : of(question.item(), field, own, found);
  }

  /** From an import; without one, {@code instead} says why there is nothing. */
  private static FieldAnswer of(
      String item,
      String field,
      Optional<StoredAnswer> instead,
      Map<AnswerKey, StoredAnswer> found) {
    Optional<StoredAnswer> row =
        Optional.ofNullable(found.get(AnswerKey.imported(item, field)))
            .filter(r -> r.status().usable());
    return new FieldAnswer(
        item, field, row.map(StoredAnswer::answer), row.isPresent() ? row : instead);
  }
}
