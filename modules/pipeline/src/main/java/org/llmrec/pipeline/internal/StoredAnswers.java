package org.llmrec.pipeline.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.llmrec.core.Item;
import org.llmrec.enrich.answer.Answer;
import org.llmrec.enrich.job.Question;
import org.llmrec.enrich.job.Questions;
import org.llmrec.enrich.prompt.AnswerTexts;
import org.llmrec.enrich.store.AnswerKey;
import org.llmrec.enrich.store.AnswerStore;
import org.llmrec.enrich.store.StoredAnswer;

/**
 * Looks items up in the answer store: first under the questions that the configuration asks now,
 * then among imported answers. What was asked with another wording, model or sampling is not found,
 * since it answers another question. Not thread-safe.
 */
final class StoredAnswers {
  private final AnswerStore store;
  private final Optional<Questions> questions;
  private final Collection<String> imported;

  /**
   * Over a store, which stays open.
   *
   * @param questions what is asked; absent where no model is configured
   * @param imported the fields for which imported answers count
   */
  StoredAnswers(AnswerStore store, Optional<Questions> questions, Collection<String> imported) {
    this.store = store;
    this.questions = questions;
    this.imported = imported;
  }

  /** For each of the items, in their order, what there is by field. */
  List<Map<String, Answer>> of(List<Item> items) throws IOException {
    List<List<Question>> asked = new ArrayList<>();
    Set<AnswerKey> keys = new LinkedHashSet<>();
    for (Item item : items) {
      List<Question> about =
          questions.isPresent() ? questions.get().about(item) : List.<Question>of();
      asked.add(about);
      about.forEach(question -> keys.add(question.key()));
      imported.forEach(field -> keys.add(AnswerKey.imported(item.id(), field)));
    }
    Map<AnswerKey, StoredAnswer> found = store.find(keys);
    List<Map<String, Answer>> answers = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      answers.add(of(items.get(i).id(), asked.get(i), found));
    }
    return answers;
  }

  private Map<String, Answer> of(
      String item, List<Question> asked, Map<AnswerKey, StoredAnswer> found) {
    Map<String, Answer> answers = new HashMap<>();
    for (Question question : asked) {
      StoredAnswer row = found.get(question.key());
      if (row != null && row.status().usable()) {
        AnswerTexts.split(row.prompt(), row.answer())
            .forEach((field, text) -> put(answers, item, field, text, row));
      }
    }
    for (String field : imported) {
      StoredAnswer row = found.get(AnswerKey.imported(item, field));
      if (row != null && row.status().usable() && !answers.containsKey(field)) {
        put(answers, item, field, row.answer(), row);
      }
    }
    return answers;
  }

  /** Under the item that is looked up: the row may be that of another with the same text. */
  private static void put(
      Map<String, Answer> answers, String item, String field, String text, StoredAnswer row) {
    if (!text.isBlank()) {
      answers.put(
          field,
          new Answer(
              item,
              field,
              row.version(),
              text,
              row.model(),
              row.created(),
              row.neighbours(),
              row.graph()));
    }
  }
}
