package org.llmrec.enrich.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.llmrec.core.Item;
import org.llmrec.enrich.answer.AnswerLookup;
import org.llmrec.enrich.job.Questions;
import org.llmrec.enrich.report.internal.ReportTally;
import org.llmrec.enrich.store.AnswerStore;
import org.llmrec.enrich.store.Spend;

/**
 * What the store has for a catalogue. Immutable.
 *
 * @param items of the catalogue
 * @param fields how the items stand with each field, in the order in which they are asked
 * @param prompts how each prompt was answered
 * @param spent on the account, whatever for; lost and failed calls count
 * @param damaged rows that were left out because they are not as they were written
 * @param examples some items with their texts, in catalogue order
 */
public record EnrichReport(
    long items,
    List<FieldReport> fields,
    List<PromptReport> prompts,
    Spend spent,
    long damaged,
    List<ExampleItem> examples) {
  private static final int TOGETHER = 128;

  /** Copies the lists. */
  public EnrichReport {
    fields = List.copyOf(fields);
    prompts = List.copyOf(prompts);
    examples = List.copyOf(examples);
  }

  /**
   * Looks every item up once. Memory holds 24 bytes or less for each text, to find those that are
   * there twice, and the examples.
   *
   * @param items the catalogue; read to the end and left open
   * @param questions what is asked; absent where no model is known, and then only imports count
   * @param imported fields beside those of the questions for which imports count; one that no item
   *     has is left out
   */
  public static EnrichReport of(
      Stream<Item> items,
      Optional<Questions> questions,
      Collection<String> imported,
      AnswerStore store,
      ReportOptions options)
      throws IOException {
    AnswerLookup lookup = new AnswerLookup(store);
    ReportTally tally = new ReportTally(questions, imported, options);
    try {
      List<Item> some = new ArrayList<>(TOGETHER);
      for (Iterator<Item> i = items.iterator(); i.hasNext(); ) {
        some.add(i.next());
        if (some.size() == TOGETHER || !i.hasNext()) {
          tally.add(some, lookup.find(some, questions, imported));
          some.clear();
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return tally.report(store.ledger().spent(), store.counts().damaged());
  }
}
