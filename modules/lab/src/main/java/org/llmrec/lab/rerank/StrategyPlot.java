package org.llmrec.lab.rerank;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.llmrec.lab.report.internal.plot.OrderPlot;

/** A study as pictures and as a table. */
public final class StrategyPlot {
  private StrategyPlot() {}

  /** Quality against prompts, as an SVG file. */
  public static String prompts(StudyOptions options, List<StrategyResult> results) {
    return svg(options, results, "prompts of a list", StrategyResult::prompts);
  }

  /** Quality against tokens, as an SVG file. */
  public static String tokens(StudyOptions options, List<StrategyResult> results) {
    return svg(options, results, "tokens of a list", StrategyResult::tokens);
  }

  private static String svg(
      StudyOptions options,
      List<StrategyResult> results,
      String cost,
      ToDoubleFunction<StrategyResult> x) {
    StrategyResult given = results.getFirst();
    List<OrderPlot.Mark> marks =
        results.stream()
            .skip(1)
            .map(
                r ->
                    new OrderPlot.Mark(
                        r.name(), x.applyAsDouble(r), r.original(), r.shuffled(), r.reversed()))
            .toList();
    return OrderPlot.svg(
        new OrderPlot.Frame(
            "Quality against " + cost,
            described(options),
            cost + " (" + options.candidates() + " candidates)",
            "nDCG@" + options.k() + ": hollow first stage's order, full shuffled, line to reversed",
            given.original(),
            "first stage"),
        marks);
  }

  /** One sentence on what was done. */
  public static String described(StudyOptions options) {
    return String.format(
        Locale.ROOT,
        "%d lists of %d, a tenth relevant; an oracle that tells %.0f %% of random pairs right and"
            + " goes by place in %.0f %% of its answers; %d shuffles; seed %d",
        options.queries(),
        options.candidates(),
        100 * options.accuracy(),
        100 * options.bias(),
        options.shuffles(),
        options.seed());
  }

  /** As a Markdown table. */
  public static String table(StudyOptions options, List<StrategyResult> results) {
    StringBuilder out = new StringBuilder();
    out.append("| strategy | nDCG@")
        .append(options.k())
        .append(" | shuffled | reversed | prompts | tokens |\n|---|---:|---:|---:|---:|---:|\n");
    for (StrategyResult r : results) {
      out.append(
          String.format(
              Locale.ROOT,
              "| %s | %.3f | %.3f | %.3f | %,.0f | %,.0f |%n",
              r.name(),
              r.original(),
              r.shuffled(),
              r.reversed(),
              r.prompts(),
              r.tokens()));
    }
    return out.toString();
  }
}
