package org.llmrec.cli.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a person uses it, on our sample with methods that take no time. */
class EvaluateTest {
  @TempDir Path folder;

  @Test
  void itWritesTheReportsAndShowsTheLeaderboard() throws IOException {
    Path out = folder.resolve("out");
    Path docs = folder.resolve("results.md");
    Cli.Result result = Cli.run("evaluate", experiment(""), "--out", out, "--docs", docs);
    assertEquals(0, result.code(), result::toString);
    assertTrue(result.out().contains("Leaderboard by ndcg@10"), result::toString);
    assertTrue(Files.readString(out.resolve("results.json")).contains("\"popularity\""));
    assertTrue(Files.readString(out.resolve("leaderboard.csv")).contains("popularity"));
    assertTrue(Files.readString(out.resolve("report.html")).startsWith("<!"));
    assertTrue(Files.readString(docs).contains("<!-- experiment quick -->"));
    assertTrue(result.err().contains("popularity, seed 1, test"), result::toString);

    Cli.Result again = Cli.run("evaluate", experiment(""), "--out", out, "--docs", docs);
    assertEquals(result.out(), again.out());
    assertFalse(again.err().contains("seed 1, test"), again::toString);
  }

  @Test
  void aMissedPromiseEndsWithOneAndIsNamed() throws IOException {
    String expect =
        """
        expect:
          - {model: popularity, metric: ndcg@10, value: 0.9, tolerance: 0.05}
          - {model: random, metric: ndcg@10, value: 0.1, tolerance: 0.1}
        """;
    Cli.Result result = Cli.run("evaluate", experiment(expect), "--out", folder.resolve("out"));
    assertEquals(1, result.code(), result::toString);
    assertTrue(
        result.err().contains("missed: popularity ndcg@10: expected 0.9000 within 0.0500"),
        result::toString);
    assertFalse(result.err().contains("missed: random"), result::toString);
  }

  @Test
  void aBadExperimentEndsWithTwoAndIsPlaced() throws IOException {
    Path file = experiment("seed: [1]\n");
    Cli.Result result = Cli.run("evaluate", file, "--out", folder.resolve("out"));
    assertEquals(2, result.code(), result::toString);
    assertTrue(result.err().contains(file + ", line "), result::toString);
    assertTrue(result.err().contains("did you mean 'seeds'?"), result::toString);
    assertFalse(Files.exists(folder.resolve("out")));
    assertEquals(2, Cli.run("evaluate", folder.resolve("none.yaml")).code());
    assertEquals(2, Cli.run("evaluate", file, "--jobs", 0).code());
  }

  @Test
  void splitsAreWrittenForOthersAndTheirScoresAreTaken() throws IOException {
    Path out = folder.resolve("out");
    Path splits = folder.resolve("splits");
    Cli.Result written =
        Cli.run("evaluate", experiment(""), "--out", out, "--write-splits", splits);
    assertEquals(0, written.code(), written::toString);
    assertEquals(
        List.of(splits.resolve("seed-1").toString(), splits.resolve("seed-2").toString()),
        written.out().lines().toList());
    assertFalse(Files.exists(out.resolve("results.json")));
    Files.writeString(folder.resolve("theirs.csv"), "sim-0001,b001,1\nsim-0002,b002,1\n");
    String models = "  - {name: theirs, run: 'theirs.csv'}\n";
    Cli.Result refused = Cli.run("evaluate", experiment(models), "--out", out);
    assertEquals(2, refused.code(), refused::toString);
    assertTrue(refused.err().contains("write {seed}"), refused::toString);
  }

  @Test
  void samplingSaysWhyNot() throws IOException {
    Path out = folder.resolve("out");
    Cli.Result result = Cli.run("evaluate", experiment(""), "--out", out, "--sampled", 20);
    assertEquals(0, result.code(), result::toString);
    assertTrue(result.err().contains("Krichene and Rendle"), result::toString);
    assertTrue(result.out().contains("Sampled"), result::toString);
    assertTrue(Files.readString(out.resolve("report.html")).contains("Sampled"));
    assertEquals(
        2,
        Cli.run("evaluate", experiment(""), "--sampled", 20, "--docs", folder.resolve("r.md"))
            .code());
  }

  private Path experiment(String more) throws IOException {
    return Files.writeString(
        folder.resolve("quick.yaml"),
        """
        name: quick
        data: {catalogue: "%s", interactions: "%s", positive: 4}
        protocol: A-train
        seeds: [1, 2]
        models:
          - {name: popularity, method: popularity}
          - {name: random, method: random}
        """
                .formatted(Cli.sample("catalogue.jsonl"), Cli.sample("interactions.csv"))
            + more);
  }
}
