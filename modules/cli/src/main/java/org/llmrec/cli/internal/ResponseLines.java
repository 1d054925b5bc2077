package org.llmrec.cli.internal;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.llmrec.recommender.Ranked;
import org.llmrec.recommender.Response;

/** Prints a response for a person. */
final class ResponseLines {
  private ResponseLines() {}

  /** One row an item, and under it what every stage said when asked to explain. */
  static void print(Terminal terminal, Response response, boolean explain) {
    response.notes().forEach(note -> terminal.note("  note: %s", note.message()));
    if (response.items().isEmpty()) {
      return;
    }
    Table table = new Table(">#", "id", "title", ">score", "why");
    for (Ranked item : response.items()) {
      table.row(
          Integer.toString(item.rank()),
          item.id(),
          clip(item.title(), 44),
          String.format(Locale.ROOT, "%.4f", item.score()),
          item.reason());
    }
    table.print(terminal);
    if (explain) {
      terminal.line("");
      response.items().forEach(item -> explain(terminal, item));
    }
  }

  private static void explain(Terminal terminal, Ranked item) {
    String stages =
        item.stages().stream()
            .map(
                s ->
                    String.format(
                        Locale.ROOT, "%s %.4f (#%d)", name(s.stage()), s.score(), s.rank()))
            .collect(Collectors.joining(", "));
    String sources =
        item.sources().stream()
            .map(s -> String.format(Locale.ROOT, "%s (#%d)", name(s.source()), s.rank()))
            .collect(Collectors.joining(", "));
    terminal.line("  %2d  %s", item.rank(), clip(item.title(), 70));
    terminal.line("      scored by  %s", stages);
    terminal.line("      found by   %s", sources);
    if (!item.columns().isEmpty()) {
      terminal.line(
          "      told       %s",
          item.columns().stream()
              .map(column -> column.column() + " " + value(column.value()))
              .collect(Collectors.joining(", ")));
    }
  }

  private static String value(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.4f", value.getAsDouble()) : "missing";
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String clip(String text, int most) {
    int length = text.codePointCount(0, text.length());
    return length <= most ? text : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
  }
}
