package org.llmrec.enrich.report.internal;

import org.llmrec.enrich.answer.FieldAnswer;
import org.llmrec.enrich.check.Words;
import org.llmrec.enrich.prompt.AnswerForm;
import org.llmrec.enrich.report.FieldReport;
import org.llmrec.enrich.store.AnswerStatus;
import org.llmrec.enrich.store.StoredAnswer;

/** Counts for one field. */
final class FieldTally {
  private final String field;
  private final boolean tags;
  private final LengthTally lengths = new LengthTally();
  private final DuplicateTally duplicates = new DuplicateTally();
  private final Kinds models = new Kinds();
  private long own;
  private long imported;
  private long discarded;
  private long failed;

  FieldTally(String field, AnswerForm.Kind kind) {
    this.field = field;
    this.tags = kind == AnswerForm.Kind.TAGS;
  }

  void add(FieldAnswer answer) {
    AnswerStatus status = answer.row().map(StoredAnswer::status).orElse(null);
    if (answer.text().isPresent()) {
      text(answer.text().get(), answer.row().orElseThrow());
    } else if (status == AnswerStatus.DISCARDED) {
      discarded++;
    } else if (status == AnswerStatus.FAILED) {
      failed++;
    }
  }

  private void text(String text, StoredAnswer row) {
    if (row.status() == AnswerStatus.IMPORTED) {
      imported++;
    } else {
      own++;
    }
    models.add(row.model());
    lengths.add(tags ? tags(text) : Words.count(text));
    duplicates.add(text);
  }

  private static int tags(String text) {
    return (int) text.chars().filter(c -> c == ',').count() + 1;
  }

  FieldReport report(long items) {
    return new FieldReport(
        field,
        items,
        own,
        imported,
        discarded,
        failed,
        items - own - imported - discarded - failed,
        models.byCount(),
        lengths.lengths(tags ? "tags" : "words"),
        duplicates.duplicates());
  }
}
