package org.llmrec.enrich.report.internal;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.llmrec.core.Item;
import org.llmrec.enrich.answer.FieldAnswer;
import org.llmrec.enrich.job.Questions;
import org.llmrec.enrich.prompt.AnswerForm;
import org.llmrec.enrich.prompt.Prompt;
import org.llmrec.enrich.prompt.PromptTemplate;
import org.llmrec.enrich.report.EnrichReport;
import org.llmrec.enrich.report.FieldReport;
import org.llmrec.enrich.report.ReportOptions;
import org.llmrec.enrich.store.AnswerStatus;
import org.llmrec.enrich.store.Spend;
import org.llmrec.enrich.store.StoredAnswer;

/** Counts, item by item. Not thread-safe. */
public final class ReportTally {
  private final Map<String, FieldTally> fields = new LinkedHashMap<>();
  private final Map<String, PromptTally> prompts = new LinkedHashMap<>();
  private final Set<String> asked = new HashSet<>();
  private final Examples examples;
  private long items;

  /** Nothing counted yet. */
  public ReportTally(
      Optional<Questions> questions, Collection<String> imported, ReportOptions options) {
    examples = new Examples(options.examples(), options.seed());
    for (Prompt prompt : questions.map(Questions::prompts).orElse(List.of())) {
      prompts.put(prompt.id(), new PromptTally(prompt.id(), prompt.version()));
      for (String field : prompt.fields()) {
        asked.add(field);
        fields.putIfAbsent(field, new FieldTally(field, prompt.form(field).kind()));
      }
    }
    for (String field : imported) {
      fields.computeIfAbsent(field, f -> new FieldTally(f, kind(f)));
    }
  }

  /** What nobody asks for now is of the form that its name has in this library, else a text. */
  private static AnswerForm.Kind kind(String field) {
    return PromptTemplate.IDS.contains(field)
        ? PromptTemplate.load(field, 1).form(field).kind()
        : AnswerForm.Kind.TEXT;
  }

  /** Counts some items, each with what there is by field. */
  public void add(List<Item> some, List<Map<String, FieldAnswer>> found) {
    for (int i = 0; i < some.size(); i++) {
      items++;
      Set<StoredAnswer> rows = new HashSet<>();
      for (FieldAnswer answer : found.get(i).values()) {
        fields.get(answer.field()).add(answer);
        answer.row().ifPresent(rows::add);
      }
      for (StoredAnswer row : rows) {
        count(some.get(i), row);
      }
      examples.offer(some.get(i), found.get(i).values());
    }
  }

  /** A row that several items share counts where it was asked first. */
  private void count(Item item, StoredAnswer row) {
    PromptTally prompt = prompts.get(row.prompt());
    if (prompt != null && row.status() != AnswerStatus.IMPORTED && row.item().equals(item.id())) {
      prompt.add(row);
    }
  }

  /** All of it. */
  public EnrichReport report(Spend spent, long damaged) {
    List<FieldReport> shown =
        fields.values().stream()
            .map(field -> field.report(items))
            .filter(field -> asked.contains(field.field()) || field.texts() > 0)
            .toList();
    return new EnrichReport(
        items,
        shown,
        prompts.values().stream().map(PromptTally::report).toList(),
        spent,
        damaged,
        examples.chosen(shown.stream().map(FieldReport::field).toList()));
  }
}
