package org.llmrec.lab.report.internal.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.llmrec.lab.report.internal.Numbers;
import org.llmrec.lab.report.internal.Sentences;
import org.llmrec.lab.report.internal.View;
import org.llmrec.lab.report.internal.plot.TrialStrip;
import org.llmrec.lab.result.ModelResult;
import org.llmrec.lab.result.Trial;

/** Every setting that was tried, and which were chosen. */
final class TuningSection implements Section {
  @Override
  public String id() {
    return "tuning";
  }

  @Override
  public String title(View view) {
    return "Tuning";
  }

  @Override
  public boolean present(View view) {
    return view.models().stream().anyMatch(m -> !m.trials().isEmpty());
  }

  @Override
  public void write(Page page) {
    View view = page.view();
    page.lead(
        capital(Sentences.tuning(view))
            + ". Every trial is a dot, as a share of the model's best on validation; the chosen"
            + " ones are filled.");
    List<ModelResult> tuned = view.models().stream().filter(m -> !m.trials().isEmpty()).toList();
    TrialStrip strip =
        new TrialStrip(
            tuned.stream().flatMap(m -> marks(m).stream()).mapToDouble(TrialStrip.Mark::percent));
    DataTable table =
        new DataTable("Trials of every model")
            .text("Model")
            .number("Trials")
            .plot("Share of its best", out -> strip.axis(out, "share of the best, axis"))
            .text("Chosen");
    tuned.forEach(m -> table.row(row(page, m, strip)));
    table.write(page.out());
    page.out().open("details").element("summary", "Every trial");
    Tabs tabs = new Tabs("Trials of");
    tuned.forEach(m -> tabs.add(m.name(), out -> trials(page, m)));
    tabs.write(page.out());
    page.out().close();
  }

  private static String capital(String sentence) {
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }

  private static List<DataTable.Cell> row(Page page, ModelResult model, TrialStrip strip) {
    String chosen =
        model.trials().stream()
            .filter(Trial::chosen)
            .map(t -> View.settings(t.settings()))
            .distinct()
            .collect(Collectors.joining("; "));
    List<TrialStrip.Mark> marks = marks(model);
    return List.of(
        ModelCell.of(page, model),
        DataTable.Cell.number(model.trials().size(), Numbers.count(model.trials().size())),
        DataTable.Cell.plot(out -> strip.row(out, marks, "Trials of " + model.name())),
        new DataTable.Cell(
            chosen,
            out -> {
              out.foreign(chosen);
              for (String warning : model.warnings()) {
                out.open("span", "class", "caution").text("⚠ ").foreign(warning).close();
              }
            }));
  }

  /** Empty where the best is not above zero: there are no shares of that. */
  private static List<TrialStrip.Mark> marks(ModelResult model) {
    double best =
        model.trials().stream()
            .mapToDouble(Trial::value)
            .filter(Double::isFinite)
            .max()
            .orElse(Double.NaN);
    if (!(best > 0)) {
      return List.of();
    }
    return model.trials().stream()
        .map(
            t ->
                new TrialStrip.Mark(
                    100 * t.value() / best,
                    t.chosen(),
                    View.settings(t.settings()) + ": " + Numbers.metric(t.value())))
        .toList();
  }

  private static void trials(Page page, ModelResult model) {
    TreeSet<String> names = new TreeSet<>();
    model.trials().forEach(t -> names.addAll(t.settings().keySet()));
    DataTable table = new DataTable("Trials of " + model.name()).text("Chosen");
    names.forEach(table::number);
    table.number("Seed").number(metric(model)).number("Seconds");
    for (Trial trial : model.trials()) {
      List<DataTable.Cell> cells = new ArrayList<>();
      cells.add(trial.chosen() ? DataTable.Cell.text("✓") : DataTable.Cell.none());
      names.forEach(n -> cells.add(setting(trial.settings(), n)));
      cells.add(DataTable.Cell.number(trial.seed(), Long.toString(trial.seed())));
      cells.add(DataTable.Cell.metric(trial.value()));
      cells.add(DataTable.Cell.number(trial.seconds(), Numbers.fixed(trial.seconds(), 1)));
      table.row(cells);
    }
    table.write(page.out());
  }

  private static String metric(ModelResult model) {
    List<String> metrics = model.trials().stream().map(Trial::metric).distinct().toList();
    return metrics.size() == 1 ? metrics.get(0) : "Value";
  }

  private static DataTable.Cell setting(Map<String, Object> settings, String name) {
    Object value = settings.get(name);
    if (value == null) {
      return DataTable.Cell.none();
    }
    return value instanceof Number number
        ? DataTable.Cell.number(number.doubleValue(), View.setting(value))
        : DataTable.Cell.text(View.setting(value));
  }
}
