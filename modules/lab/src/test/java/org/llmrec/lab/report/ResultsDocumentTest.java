package org.llmrec.lab.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.ConfigException;
import org.llmrec.lab.result.ExperimentResult;

class ResultsDocumentTest {
  private static final String BEGIN = "<!-- experiment a-train-fixture -->";
  private static final String END = "<!-- /experiment -->";

  @TempDir Path folder;
  private Path file;
  private final ExperimentResult result = Results.rich(1).build();

  @BeforeEach
  void file() {
    file = folder.resolve("results.md");
  }

  @Test
  void theBlockHoldsSetupTablesGainsAndWarnings() throws IOException {
    ResultsDocument.update(file, result);
    String text = Files.readString(file);

    assertTrue(text.startsWith("## a-train-fixture\n\n" + BEGIN + "\nA-train on "), text);
    assertTrue(text.endsWith(END + "\n"), text);
    assertTrue(text.contains("`llmrec evaluate experiments/a-train.yaml`"), text);
    assertTrue(
        text.contains(
            "| ease-text | 0.2013 [0.1913, 0.2113] | +0.0035 [+0.0009, +0.0061] | 0.013 |"),
        text);
    assertTrue(text.contains("| model | items/cold ndcg@10 | users/warm ndcg@10 |"), text);
    assertTrue(text.contains("- With the answers, two-tower gains 0.0053 in ndcg@10"), text);
    assertTrue(text.contains("2 of 5 expected values are missed."), text);
    assertTrue(text.contains("- ease: the best lambda, 300"), text);
  }

  @Test
  void doneTwiceItIsTheSame() throws IOException {
    Files.writeString(file, "# Results\n\nText without a last line end");
    ResultsDocument.update(file, result);
    byte[] once = Files.readAllBytes(file);
    ResultsDocument.update(file, result);

    assertArrayEquals(once, Files.readAllBytes(file));
    assertTrue(
        new String(once, StandardCharsets.UTF_8)
            .startsWith("# Results\n\nText without a last line end\n\n## a-train-fixture\n\n"));
  }

  @Test
  void allElseStaysByteForByte() throws IOException {
    String before = "\uFEFF# Results \t\r\n\r\n<b>&amp;</b>\r\n  " + BEGIN + "  \r\n";
    String after = END + "\r\ntrailing  \r\n\r\n<!-- experiment other -->\r\nx\r\n" + END;
    Files.writeString(file, before + "old\r\n" + after);
    ResultsDocument.update(file, result);
    String text = Files.readString(file);

    assertTrue(text.startsWith(before), text);
    assertTrue(text.endsWith(after), text);
    assertFalse(text.contains("old\r\n"), text);
    assertFalse(text.replace("\r\n", "").contains("\n"), "line ends are the document's own");
  }

  @Test
  void markersWithinFencedCodeAreText() throws IOException {
    String example = "~~~~markdown\n```\n" + BEGIN + "\n~~~\n~~~~\n";
    Files.writeString(file, example);
    ResultsDocument.update(file, result);
    ResultsDocument.update(file, result);
    String text = Files.readString(file);

    assertTrue(text.startsWith(example), text);
    assertEquals(3, text.split(BEGIN, -1).length, text);
  }

  @Test
  void malformedMarkersAreNamedByLineAndNothingIsChanged() throws IOException {
    List<List<String>> cases =
        List.of(
            List.of("line 1: ", "never ends", BEGIN + "\nx\n"),
            List.of("line 2: ", "without a begin", "x\n" + END + "\n"),
            List.of("line 3: ", "inside", BEGIN + "\n\n<!-- experiment b -->\n" + END + "\n"),
            List.of("line 3: ", "second block", (BEGIN + "\n" + END + "\n").repeat(2)),
            List.of("line 1: ", "experiment", "<!-- experiment -->\n"),
            List.of("line 1: ", "experiment", BEGIN + " and more\n" + END + "\n"));
    for (List<String> c : cases) {
      Files.writeString(file, c.get(2));
      ConfigException e =
          assertThrows(ConfigException.class, () -> ResultsDocument.update(file, result));
      assertTrue(e.getMessage().startsWith(file + ", " + c.get(0)), e.getMessage());
      assertTrue(e.getMessage().contains(c.get(1)), e.getMessage());
      assertEquals(c.get(2), Files.readString(file));
    }
  }

  @Test
  void otherBytesThanUtf8AreRefused() throws IOException {
    byte[] latin = "Amélie\n".getBytes(StandardCharsets.ISO_8859_1);
    Files.write(file, latin);

    assertThrows(ConfigException.class, () -> ResultsDocument.update(file, result));
    assertArrayEquals(latin, Files.readAllBytes(file));
  }

  @Test
  void namesThatCannotStandInACommentAreRefused() {
    for (String name : List.of("a--b", "a\nb", " a", "")) {
      assertThrows(ConfigException.class, () -> ResultsDocument.update(file, named(name)), name);
      assertFalse(Files.exists(file));
    }
  }

  @Test
  void namesOfModelsCannotBreakTheTable() throws IOException {
    ResultsDocument.update(file, named("x | y <script> [z](w) `q`"));
    String text = Files.readString(file);

    assertTrue(text.startsWith("## x \\| y \\<script> [z\\](w) \\`q\\`\n"), text);
  }

  private ExperimentResult named(String name) {
    return new ExperimentResult(
        name,
        result.setup(),
        result.models(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
