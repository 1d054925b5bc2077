package org.llmrec.lab.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.lab.result.ExperimentResult;
import org.llmrec.lab.result.Figure;
import org.llmrec.lab.result.ModelResult;

class CsvReportTest {
  @TempDir Path folder;

  @Test
  void everyFigureIsARowThatReadsBackExactly() throws IOException {
    ExperimentResult result = Results.rich(1).build();
    List<NamedCsvRecord> rows = rows(result);

    for (ModelResult model : result.models()) {
      model.figures().forEach((metric, f) -> check(rows, model, metric, "", f));
      model.beyond().forEach((metric, f) -> check(rows, model, metric, "", f));
      model
          .slices()
          .forEach(
              s ->
                  s.figures()
                      .forEach(
                          (metric, f) ->
                              check(rows, model, metric, s.family() + "/" + s.name(), f)));
      NamedCsvRecord at5 = row(rows, model, "ndcg@5", "");
      assertEquals(model.byCut().get("ndcg").get(5), Double.parseDouble(at5.getField("mean")));
      assertEquals("", at5.getField("low"));
    }
    long figures =
        result.models().stream()
            .mapToLong(m -> m.figures().size() + m.beyond().size() + 2L * m.slices().size())
            .sum();
    long cuts = result.models().size() * (3L * 6 - 3);
    assertEquals(figures + cuts, rows.size());
  }

  @Test
  void whatIsNotKnownIsEmpty() throws IOException {
    List<NamedCsvRecord> rows = rows(Results.bare(1, 1).build());

    assertEquals(1, rows.size());
    assertEquals("0.2", rows.get(0).getField("mean"));
    assertEquals("", rows.get(0).getField("sd"));
    assertEquals("", rows.get(0).getField("high"));
  }

  @Test
  void linesEndAsTheStandardSays() throws IOException {
    rows(Results.bare(1, 2).build());
    String text = Files.readString(folder.resolve("results.csv"));

    assertTrue(
        text.startsWith("experiment,model,method,text,metric,slice,mean,sd,low,high\r\n"), text);
    assertFalse(text.replace("\r\n", "").contains("\n"), text);
  }

  private List<NamedCsvRecord> rows(ExperimentResult result) throws IOException {
    Path file = folder.resolve("results.csv");
    CsvReport.write(result, file);
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
      return csv.stream().toList();
    }
  }

  private static void check(
      List<NamedCsvRecord> rows, ModelResult model, String metric, String slice, Figure f) {
    NamedCsvRecord row = row(rows, model, metric, slice);
    assertEquals("a-train-fixture", row.getField("experiment"));
    assertEquals(model.method(), row.getField("method"));
    assertEquals(model.text(), row.getField("text"));
    assertEquals(f.mean(), Double.parseDouble(row.getField("mean")));
    assertEquals(f.sd(), Double.parseDouble(row.getField("sd")));
    assertEquals(f.low(), Double.parseDouble(row.getField("low")));
    assertEquals(f.high(), Double.parseDouble(row.getField("high")));
  }

  private static NamedCsvRecord row(
      List<NamedCsvRecord> rows, ModelResult model, String metric, String slice) {
    List<NamedCsvRecord> found =
        rows.stream()
            .filter(r -> r.getField("model").equals(model.name()))
            .filter(r -> r.getField("metric").equals(metric))
            .filter(r -> r.getField("slice").equals(slice))
            .toList();
    assertEquals(1, found.size(), model.name() + " " + metric + " " + slice);
    return found.get(0);
  }
}
