package org.llmrec.lab.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.lab.report.internal.View;
import org.llmrec.lab.result.ExperimentResult;
import org.llmrec.lab.result.Figure;
import org.llmrec.lab.result.ModelResult;
import org.llmrec.lab.result.Slice;

/**
 * Every figure of an experiment in long form, for other programs: CSV as in RFC 4180 (lines end in
 * CR LF, UTF-8) with the columns {@code
 * experiment,model,method,text,metric,slice,mean,sd,low,high}.
 *
 * <p>{@code slice} is empty over all cases, else family and part such as {@code items/tail}; a
 * figure that is not known is empty, never NaN. Numbers are written so that reading them gives the
 * same double.
 */
public final class CsvReport {
  private final CsvWriter csv;
  private final String experiment;

  private CsvReport(CsvWriter csv, String experiment) {
    this.csv = csv;
    this.experiment = experiment;
  }

  /**
   * Writes the file, whole or not at all.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(ExperimentResult result, Path file) throws IOException {
    View view = new View(result);
    AtomicFiles.write(
        file,
        out -> {
          Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          try {
            CsvWriter csv = CsvWriter.builder().build(text);
            csv.writeRecord(
                "experiment",
                "model",
                "method",
                "text",
                "metric",
                "slice",
                "mean",
                "sd",
                "low",
                "high");
            CsvReport report = new CsvReport(csv, result.name());
            result.models().forEach(m -> report.model(view, m));
            csv.flush();
          } catch (UncheckedIOException e) {
            throw e.getCause();
          }
        });
  }

  private void model(View view, ModelResult model) {
    for (String metric : view.metrics()) {
      View.figure(model, metric).ifPresent(f -> row(model, metric, "", f));
    }
    for (String family : view.families()) {
      byCut(model, family);
    }
    for (String name : view.beyond()) {
      Figure figure = model.beyond().get(name);
      if (figure != null) {
        row(model, name, "", figure);
      }
    }
    for (Slice slice : model.slices()) {
      Map<String, Figure> figures = slice.figures();
      String label = slice.family() + "/" + slice.name();
      for (String metric : view.sliceMetrics()) {
        if (figures.containsKey(metric)) {
          row(model, metric, label, figures.get(metric));
        }
      }
    }
  }

  /** The cuts that are no metric of their own: their mean is all that is known. */
  private void byCut(ModelResult model, String family) {
    new TreeMap<>(model.byCut().getOrDefault(family, new TreeMap<>()))
        .forEach(
            (cut, mean) -> {
              String metric = family + "@" + cut;
              if (!model.figures().containsKey(metric)) {
                row(model, metric, "", mean, Double.NaN, Double.NaN, Double.NaN);
              }
            });
  }

  private void row(ModelResult model, String metric, String slice, Figure figure) {
    row(model, metric, slice, figure.mean(), figure.sd(), figure.low(), figure.high());
  }

  private void row(
      ModelResult model,
      String metric,
      String slice,
      double mean,
      double sd,
      double low,
      double high) {
    csv.writeRecord(
        experiment,
        model.name(),
        model.method(),
        model.text(),
        metric,
        slice,
        number(mean),
        number(sd),
        number(low),
        number(high));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value + 0.0);
  }
}
