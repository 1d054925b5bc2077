package org.llmrec.enrich.report.internal;

import org.llmrec.enrich.report.EnrichReport;
import org.llmrec.enrich.store.Spend;

/** What both kinds of report say in words. */
public final class Sentences {
  private Sentences() {}

  /** What the account says. */
  public static String spent(Spend spent) {
    return "The account: "
        + Figures.of(spent.calls(), "call", "calls")
        + " ("
        + Figures.count(spent.failed())
        + " failed, "
        + Figures.count(spent.lost())
        + " lost), "
        + Figures.count(spent.promptTokens())
        + " tokens in, "
        + Figures.count(spent.completionTokens())
        + " out, cost "
        + Figures.cost(spent.cost())
        + ".";
  }

  /** What there is of what was asked for. */
  public static String coverage(EnrichReport report) {
    long texts = report.fields().stream().mapToLong(field -> field.texts()).sum();
    long missing = report.items() * report.fields().size() - texts;
    return Figures.of(texts, "text", "texts")
        + " in "
        + Figures.of(report.fields().size(), "field", "fields")
        + " about "
        + Figures.of(report.items(), "item", "items")
        + "; "
        + Figures.count(missing)
        + (missing == 1 ? " is" : " are")
        + " not there.";
  }
}
