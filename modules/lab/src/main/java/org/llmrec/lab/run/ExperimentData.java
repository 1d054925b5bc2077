package org.llmrec.lab.run;

import java.util.List;
import java.util.SortedMap;
import org.llmrec.core.Item;
import org.llmrec.data.protocol.JudgedQuery;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.enrich.answer.Answer;

/**
 * What an experiment is run on, in memory.
 *
 * @param items the catalogue
 * @param positives one row per user and item, about these items only
 * @param answers about these items, to the prompts of the experiment
 * @param queries judged ones; empty but for search
 * @param clicked what clicks say of the relevance of items, by query and item; may be empty
 * @param description where it came from, for people
 * @param hash SHA-256 over all of it
 * @param notes what was refused and left out, in sentences
 */
public record ExperimentData(
    List<Item> items,
    InteractionTable positives,
    List<Answer> answers,
    List<JudgedQuery> queries,
    SortedMap<String, SortedMap<String, Double>> clicked,
    String description,
    String hash,
    List<String> notes) {
  /** Copies the lists. */
  public ExperimentData {
    items = List.copyOf(items);
    answers = List.copyOf(answers);
    queries = List.copyOf(queries);
    notes = List.copyOf(notes);
  }
}
