package org.llmrec.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agreement with trec_eval in {@link Ties#TREC} to the last printed digit. */
class TrecEvalTest {
  private static final Path SCRIPT =
      Path.of(
          System.getProperty("llmrec.root", "../.."),
          "modules/metrics/src/test/python/trec_golden.py");

  private static final Map<String, String> NAMES =
      Map.of(
          "map", "map",
          "recip_rank", "mrr",
          "ndcg", "ndcg",
          "set_P", "precision",
          "set_recall", "recall",
          "P", "precision",
          "map_cut", "map",
          "ndcg_cut", "ndcg",
          "success", "hit");

  @Test
  void recordedFiguresAreOurs() throws IOException, URISyntaxException {
    agrees(TrecFile.read(Path.of(TrecEvalTest.class.getResource("trec_golden.tsv").toURI())));
  }

  @Test
  @Tag("full")
  void figuresMadeNowAreOurs(@TempDir Path folder) throws IOException, InterruptedException {
    String python =
        System.getProperty(
            "llmrec.python", System.getenv().getOrDefault("LLMREC_PYTHON", "python3"));
    assumeTrue(
        runs(folder, python, "-c", "import pytrec_eval"),
        () ->
            "skipped: "
                + python
                + " does not run or has no pytrec-eval-terrier; name one that has by"
                + " -Dllmrec.python or LLMREC_PYTHON");
    Path file = folder.resolve("live.tsv");
    boolean made = runs(folder, python, SCRIPT.toString(), "--queries", "2000", file.toString());
    assertTrue(made, () -> "the script failed: " + log(folder));
    agrees(TrecFile.read(file));
  }

  private static void agrees(TrecFile file) {
    assertTrue(file.queries().size() >= 40, file.head());
    for (TrecFile.Query query : file.queries()) {
      RankedRelevance ranking = query.ranking();
      assertTrue(query.figures().size() >= 40, file.head());
      query
          .figures()
          .forEach(
              (name, theirs) -> {
                double ours = metric(name).of(ranking);
                String where = query.name() + " " + name + " " + file.head();
                assertEquals(theirs.printed(), printed(ours), where);
                assertEquals(theirs.value(), ours, 1e-12, where);
              });
    }
  }

  /** {@code map_cut_10} is map@10. */
  private static Metric metric(String name) {
    String whole = NAMES.get(name);
    if (whole != null) {
      return Metric.named(whole);
    }
    int at = name.lastIndexOf('_');
    String family = name.substring(0, at);
    return Metric.named(NAMES.getOrDefault(family, family) + "@" + name.substring(at + 1));
  }

  /** As C prints: a value that is half way in binary goes to the even digit. */
  private static String printed(double value) {
    return new BigDecimal(value).setScale(4, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static boolean runs(Path folder, String... command)
      throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(List.of(command))
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile())
              .start()
              .waitFor()
          == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }

  private static String log(Path folder) {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
