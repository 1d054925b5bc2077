package org.llmrec.lab.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.lab.result.ExpectedOutcome;
import org.llmrec.lab.result.ExperimentResult;

class JsonReportTest {
  @TempDir Path folder;

  @Test
  void aResultIsReadBackAsItWas() throws IOException {
    for (ExperimentResult result :
        List.of(
            Results.rich(1).build(),
            Results.rich(2).attacked().build(),
            Results.bare(3, 4).build(),
            Results.bare(4, 0).build())) {
      Path file = folder.resolve("results.json");
      JsonReport.write(result, file);
      byte[] first = Files.readAllBytes(file);

      ExperimentResult back = JsonReport.read(file);
      assertEquals(result, back);

      JsonReport.write(back, file);
      assertArrayEquals(first, Files.readAllBytes(file));
    }
  }

  @Test
  void reportsOfWhatWasReadBackAreTheSame() throws IOException {
    ExperimentResult result = Results.rich(5).attacked().build();
    JsonReport.write(result, folder.resolve("results.json"));
    HtmlReport.write(result, folder.resolve("a.html"));
    HtmlReport.write(JsonReport.read(folder.resolve("results.json")), folder.resolve("b.html"));

    assertArrayEquals(
        Files.readAllBytes(folder.resolve("a.html")), Files.readAllBytes(folder.resolve("b.html")));
  }

  @Test
  void whatIsNotKnownIsNull() throws IOException {
    Path file = folder.resolve("results.json");
    JsonReport.write(Results.bare(1, 1).build(), file);
    String text = Files.readString(file);

    assertFalse(text.contains("NaN"), text);
    assertTrue(text.contains("\"sd\" : null"), text);
    assertTrue(Double.isNaN(JsonReport.read(file).models().get(0).figures().get("ndcg@10").sd()));
  }

  @Test
  void infinityIsRefusedAndTheOldFileStays() throws IOException {
    Path file = folder.resolve("results.json");
    Files.writeString(file, "old");
    ExperimentResult bare = Results.bare(1, 1).build();
    ExperimentResult infinite =
        new ExperimentResult(
            bare.name(),
            bare.setup(),
            bare.models(),
            List.of(),
            List.of(),
            List.of(new ExpectedOutcome("ease", "mrr", 0.1, 0.1, Double.POSITIVE_INFINITY, false)),
            List.of(),
            List.of());

    assertThrows(IllegalArgumentException.class, () -> JsonReport.write(infinite, file));
    assertEquals("old", Files.readString(file));
  }

  @Test
  void damageIsNoticed() throws IOException {
    Path file = folder.resolve("results.json");
    JsonReport.write(Results.bare(1, 2).build(), file);
    String whole = Files.readString(file);
    for (String damaged :
        List.of(
            "",
            "null",
            "{}",
            whole.substring(0, whole.length() / 2),
            whole.replace("\"mean\"", "\"maen\""),
            whole.replaceFirst("\"mean\" : [0-9.]+,", ""),
            whole.replaceFirst("\"mean\" : [0-9.]+", "\"mean\" : \"0.2\""),
            whole.replaceFirst("\"protocol\" : \"A-train\"", "\"protocol\" : null"),
            whole + "x")) {
      Files.writeString(file, damaged);
      CorruptFileException e =
          assertThrows(CorruptFileException.class, () -> JsonReport.read(file), damaged);
      assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
    }
  }
}
