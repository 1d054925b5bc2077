package org.llmrec.lab.report.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.llmrec.lab.result.Comparison;
import org.llmrec.lab.result.ExpectedOutcome;
import org.llmrec.lab.result.ExperimentResult;
import org.llmrec.lab.result.Figure;
import org.llmrec.lab.result.ModelResult;

/** An experiment as a part of a Markdown document (tables as GitHub reads them). */
public final class MarkdownBlock {
  private static final String SPECIAL = "\\`*_|&#~";

  private static final Set<String> TEMPERATURES = Set.of("cold", "warm", "unknown", "known");

  private final View view;
  private final StringBuilder out = new StringBuilder();

  private MarkdownBlock(View view) {
    this.view = view;
  }

  /** The block's lines, without markers. */
  public static String of(ExperimentResult result) {
    MarkdownBlock block = new MarkdownBlock(new View(result));
    block.setup();
    Sentences.sampled(block.view).ifPresent(s -> block.paragraph("**Warning.** " + escape(s)));
    block.leaderboard();
    block.slices();
    block.list(result.gains().stream().map(g -> Sentences.gain(block.view, g)).toList());
    block.expectations();
    block.warnings();
    return block.out.toString();
  }

  /** Text that Markdown would read as markup, as text. */
  public static String escape(String text) {
    String line = PlainText.line(text);
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      char next = i + 1 < line.length() ? line.charAt(i + 1) : ' ';
      if (SPECIAL.indexOf(c) >= 0
          || c == '<' && next != ' '
          || c == ']' && "([".indexOf(next) >= 0) {
        safe.append('\\');
      }
      safe.append(c);
    }
    return safe.toString();
  }

  private void setup() {
    paragraph(
        escape(view.setup().protocol())
            + " on "
            + escape(Sentences.data(view))
            + "; "
            + escape(Sentences.seeds(view))
            + "; ties "
            + escape(view.setup().ties())
            + "; "
            + escape(Sentences.tuning(view))
            + ". "
            + code(view.setup().command())
            + ", llmrec "
            + escape(view.setup().version()));
  }

  private void leaderboard() {
    if (view.models().isEmpty()) {
      return;
    }
    String metric = view.primary();
    List<String> others = view.metrics().stream().filter(m -> !m.equals(metric)).toList();
    boolean compared = view.compared(metric);
    List<String> headings = new ArrayList<>(List.of("model", ">" + metric + " [95 % interval]"));
    if (compared) {
      headings.add(">difference to " + view.setup().baseline() + " [95 % interval]");
      headings.add(">Holm p");
    }
    others.forEach(m -> headings.add(">" + m));
    head(headings);
    for (ModelResult model : view.models()) {
      List<String> cells = new ArrayList<>(List.of(model.name(), level(model, metric)));
      if (compared) {
        Optional<Comparison> c = view.comparison(model, metric);
        cells.add(view.baseline(model) ? "baseline" : c.map(MarkdownBlock::difference).orElse(""));
        cells.add(c.map(v -> Numbers.p(v.holm())).orElse(""));
      }
      for (String other : others) {
        cells.add(View.figure(model, other).map(f -> Numbers.metric(f.mean())).orElse(""));
      }
      row(cells);
    }
    out.append('\n');
  }

  private static String level(ModelResult model, String metric) {
    return View.figure(model, metric).map(MarkdownBlock::level).orElse("");
  }

  private static String level(Figure f) {
    return (Numbers.metric(f.mean()) + " " + Numbers.interval(f.low(), f.high())).strip();
  }

  private static String difference(Comparison c) {
    return (Numbers.difference(c.difference())
            + " "
            + Numbers.differenceInterval(c.low(), c.high()))
        .strip();
  }

  /** Only those that a conclusion hangs on: the others are for the page. */
  private void slices() {
    if (view.sliceMetrics().isEmpty()) {
      return;
    }
    String metric = view.sliceMetrics().get(0);
    List<SliceColumns.Column> columns =
        SliceColumns.of(view).stream()
            .filter(this::matters)
            .filter(c -> c.tells(view, metric))
            .toList();
    if (columns.isEmpty()) {
      return;
    }
    List<String> headings = new ArrayList<>(List.of("model"));
    columns.forEach(c -> headings.add(">" + c.label() + " " + metric));
    head(headings);
    for (ModelResult model : view.models()) {
      List<String> cells = new ArrayList<>(List.of(model.name()));
      columns.forEach(c -> cells.add(c.figure(model, metric).map(MarkdownBlock::level).orElse("")));
      row(cells);
    }
    out.append('\n');
  }

  /** Cold against warm, what was ranked, and, where users are cold, how little is known of them. */
  private boolean matters(SliceColumns.Column column) {
    boolean coldUsers = view.setup().protocol().toLowerCase(Locale.ROOT).contains("cold user");
    return TEMPERATURES.contains(column.name())
        || column.family().equals("ranked")
        || coldUsers && column.family().equals("history");
  }

  private void expectations() {
    Sentences.expectations(view).ifPresent(s -> paragraph(escape(s)));
    list(
        view.result().expectations().stream()
            .filter(e -> !e.met())
            .map((ExpectedOutcome e) -> "missed: " + Sentences.expectation(e))
            .toList());
  }

  private void warnings() {
    List<String> warnings = Sentences.warnings(view);
    if (!warnings.isEmpty()) {
      paragraph("Warnings:");
      list(warnings);
    }
  }

  private void head(List<String> headings) {
    row(headings.stream().map(h -> h.startsWith(">") ? h.substring(1) : h).toList());
    out.append(
        headings.stream()
            .map(h -> h.startsWith(">") ? "---:" : "---")
            .collect(Collectors.joining("|", "|", "|\n")));
  }

  private void row(List<String> cells) {
    out.append(
        cells.stream().map(MarkdownBlock::escape).collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  private void list(List<String> sentences) {
    if (!sentences.isEmpty()) {
      sentences.forEach(s -> out.append("- ").append(escape(s)).append('\n'));
      out.append('\n');
    }
  }

  private void paragraph(String markdown) {
    out.append(markdown).append("\n\n");
  }

  /** In a fence of backticks longer than any inside. */
  private static String code(String command) {
    String clean = PlainText.line(command);
    String fence = "`";
    while (clean.contains(fence)) {
      fence += "`";
    }
    String pad = clean.startsWith("`") || clean.endsWith("`") ? " " : "";
    return fence + pad + clean + pad + fence;
  }
}
