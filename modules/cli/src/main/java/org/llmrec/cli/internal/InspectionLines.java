package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.llmrec.core.Interaction;
import org.llmrec.core.Item;
import org.llmrec.data.inspect.Inspection;
import org.llmrec.data.inspect.Inspector;
import org.llmrec.data.inspect.ValueRange;
import org.llmrec.data.interaction.Feedback;
import org.llmrec.data.interaction.InteractionSource;
import org.llmrec.data.interaction.Repeats;
import org.llmrec.data.packed.Compression;
import org.llmrec.data.record.Encoding;
import org.llmrec.data.record.FileFacts;
import org.llmrec.data.record.Format;
import org.llmrec.data.record.Kind;
import org.llmrec.pipeline.config.FeedbackGuess;

/** Shows what was found in a file, or in the two of a folder. */
final class InspectionLines {
  private static final int CELL = 60;
  private static final int NAMES = 20;

  private final Path asked;
  private final Inspector inspector;
  private final List<Inspection> found;

  InspectionLines(Path asked, Inspector inspector, List<Inspection> found) {
    this.asked = asked;
    this.inspector = inspector;
    this.found = found;
  }

  void print(Terminal terminal) throws IOException {
    for (Inspection inspection : found) {
      print(terminal, inspection);
      terminal.line("");
    }
    boolean ready = found.stream().allMatch(inspection -> inspection.problem().isEmpty());
    terminal.line(ready ? "To build from it:" : "To build from it, once that can be read:");
    terminal.line("  %s", init());
  }

  private void print(Terminal terminal, Inspection inspection) throws IOException {
    terminal.line("%s: %s", inspection.file(), inspection.kind().label());
    terminal.line("  written    %s", written(inspection.facts()));
    terminal.line("  columns    %s", columns(inspection.columns()));
    boolean items = inspection.kind() == Kind.CATALOGUE;
    if (!inspection.others().isEmpty()) {
      String names =
          inspection.others().stream()
              .limit(NAMES)
              .map(InspectionLines::cut)
              .collect(Collectors.joining(", "));
      int more = inspection.others().size() - NAMES;
      terminal.line(
          "  %s %s%s",
          items ? "attributes" : "not read  ", names, more > 0 ? " and " + more + " more" : "");
    }
    if (inspection.problem().isPresent()) {
      terminal.line("  cannot be read yet: %s", inspection.problem().get());
      return;
    }
    terminal.line("");
    sample(inspection).print(terminal);
    terminal.line("");
    terminal.line(
        "  of the first %,d records %,d would be read, %,d refused%s",
        inspection.looked(),
        inspection.accepted(),
        inspection.looked() - inspection.accepted(),
        items ? "" : ", and those of items that the catalogue does not have");
    for (Inspection.Refused refused : inspection.refused()) {
      terminal.line(
          "    %s %,d, the first in %s %d%s: %s",
          refused.reason(),
          refused.count(),
          inspection.facts().format() == Format.PARQUET ? "row" : "line",
          refused.line(),
          refused.field().isEmpty() ? "" : " (" + refused.field() + ")",
          cut(refused.detail().isEmpty() ? refused.excerpt() : refused.detail()));
    }
    if (!items) {
      terminal.line("  values     %s", values(inspection));
      terminal.line("             %s", guess(inspection).because());
    }
  }

  private static String written(FileFacts facts) {
    String delimiter =
        switch (facts.delimiter()) {
          case "" -> "";
          case "\t" -> ", tabs between fields";
          default -> ", '" + facts.delimiter() + "' between fields";
        };
    return facts.format().label()
        + delimiter
        + (facts.format() == Format.PARQUET ? "" : ", " + facts.encoding().label())
        + (facts.compression() == Compression.NONE
            ? ""
            : ", packed with " + facts.compression().label());
  }

  private static String columns(Map<String, String> columns) {
    return columns.isEmpty()
        ? "none is recognised"
        : columns.entrySet().stream()
            .map(column -> column.getKey() + " = " + cut(column.getValue()))
            .collect(Collectors.joining(", "));
  }

  private static Table sample(Inspection inspection) {
    if (inspection.kind() == Kind.INTERACTIONS) {
      Table table = new Table("user", "item", ">value", "time");
      for (Object read : inspection.sample()) {
        Interaction each = (Interaction) read;
        table.row(cut(each.user()), cut(each.item()), number(each.value()), time(each));
      }
      return table;
    }
    Table table = new Table("id", "title", "description", "categories", "attributes");
    for (Object read : inspection.sample()) {
      Item each = (Item) read;
      table.row(
          cut(each.id()),
          cut(each.title()),
          cut(each.description()),
          cut(String.join(", ", each.categories())),
          String.valueOf(each.attributes().size()));
    }
    return table;
  }

  private static String time(Interaction each) {
    return each.hasTime() ? Instant.ofEpochSecond(each.timestamp()).toString() : "";
  }

  private static String values(Inspection inspection) {
    Optional<ValueRange> values = inspection.values();
    if (values.isEmpty()) {
      return "none: every interaction weighs 1";
    }
    ValueRange range = values.get();
    OptionalDouble from = range.positiveFrom();
    return String.format(
        Locale.ROOT,
        "%s from %s to %s, %s different ones%s",
        range.column(),
        number(range.smallest()),
        number(range.largest()),
        range.distinct() == ValueRange.MOST ? "many" : range.distinct(),
        from.isEmpty()
            ? ""
            : "; if these are ratings, perhaps --positive-from " + number(from.getAsDouble()));
  }

  private FeedbackGuess guess(Inspection inspection) throws IOException {
    return FeedbackGuess.of(
        new InteractionSource(
            inspection.file(),
            inspector.format(),
            inspection.facts().encoding(),
            inspector.columns(),
            new Feedback.Weights(),
            Repeats.SUM));
  }

  /** The command that takes what was looked at. */
  String init() throws IOException {
    List<String> words = new ArrayList<>(List.of("llmrec init ws"));
    boolean both = found.size() > 1;
    Inspection first = found.getFirst();
    if (both) {
      words.add(quoted(asked.toString()));
    } else {
      boolean items = first.kind() == Kind.CATALOGUE;
      words.add("--catalogue " + (items ? quoted(first.file().toString()) : "FILE"));
      words.add("--interactions " + (items ? "FILE" : quoted(first.file().toString())));
    }
    if (inspector.format() != Format.AUTO) {
      words.add("--format " + inspector.format().label());
    }
    Optional<Encoding> unusual =
        found.stream().flatMap(each -> each.unusualEncoding().stream()).findFirst();
    unusual.ifPresent(encoding -> words.add("--encoding " + encoding.label()));
    inspector
        .columns()
        .forEach((field, column) -> words.add("--map " + quoted(field + "=" + column)));
    Inspection last = found.getLast();
    if (last.kind() == Kind.INTERACTIONS
        && last.problem().isEmpty()
        && guess(last).feedback() instanceof Feedback.Threshold ratings) {
      words.add("--positive-from " + number(ratings.atLeast()));
    }
    return String.join(" ", words);
  }

  /** The same for programs. */
  Map<String, Object> json() throws IOException {
    List<Map<String, Object>> files = new ArrayList<>();
    for (Inspection each : found) {
      Map<String, Object> file = new LinkedHashMap<>();
      file.put("file", each.file().toString());
      file.put("kind", each.kind().label());
      file.put("format", each.facts().format().label());
      file.put("delimiter", each.facts().delimiter());
      file.put("encoding", each.facts().encoding().label());
      file.put("compression", each.facts().compression().label());
      file.put("columns", each.columns());
      file.put("others", each.others());
      file.put("looked", each.looked());
      file.put("accepted", each.accepted());
      file.put("refused", each.refused());
      file.put("sample", each.sample());
      each.values().ifPresent(values -> file.put("values", values));
      each.problem().ifPresent(problem -> file.put("problem", problem));
      files.add(file);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("files", files);
    all.put("init", init());
    return all;
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static String quoted(String word) {
    return word.matches("[\\w./=:@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private static String cut(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= CELL ? line : line.substring(0, CELL - 1) + "…";
  }
}
