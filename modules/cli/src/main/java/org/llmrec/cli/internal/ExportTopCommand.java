package org.llmrec.cli.internal;

import java.nio.file.Path;
import java.util.Locale;
import org.llmrec.recommender.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Recommends to everybody at once. */
@Command(
    name = "topn",
    description = {
      "Recommends to everybody, or to the people of a file, on all processors, and writes the lists:",
      "as JSON Lines, CSV, Parquet or a TREC run (.jsonl, .csv, .parquet, .run). Items that a person",
      "met are left out."
    })
final class ExportTopCommand extends EverybodyCommand {
  @Option(
      names = {"-k", "--k"},
      defaultValue = "10",
      description = "Items a person, 1 to 1000 (default: 10).")
  private int k;

  @Option(
      names = "--format",
      description = "jsonl, csv, parquet or run, where the name does not say.")
  private TopFormat format;

  @Option(names = "--include-seen", description = "Also items that a person met.")
  private boolean includeSeen;

  @Override
  Sheet.Form form(Path target) {
    return (format == null ? TopFormat.of(target) : format).form();
  }

  @Override
  Request request(String person) {
    return Request.forUser(person).k(k).includeSeen(includeSeen);
  }

  @Override
  String written(int count) {
    return String.format(Locale.ROOT, "lists of up to %d for %,d people", k, count);
  }
}
