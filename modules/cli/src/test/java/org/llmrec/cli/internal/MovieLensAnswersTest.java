package org.llmrec.cli.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.json.Json;

/** Answers that somebody had written about real movies, for about a third of them. */
class MovieLensAnswersTest {
  private static final List<String> FIELDS = List.of("rec-paraphrase", "rec-tag", "rec-infer");
  private static final int SOME = 20;

  @TempDir Path folder;
  private Path ws;

  @BeforeEach
  void needsTheMovies() {
    Assumptions.assumeTrue(
        Files.exists(Cli.movies("enrichment.jsonl")),
        "the movies beside the repository are absent");
    ws = folder.resolve("ws");
  }

  @Test
  @Tag("full")
  void threeFieldsForAThirdOfTheMoviesAndTheRestIsReported() throws IOException {
    becomeFields(Cli.movies("items.jsonl"), Cli.movies("ratings.csv"), 9125, 3004, 0);
  }

  @Test
  void theSameForAFew() throws IOException {
    // The first twenty, which have answers, and the last ten, which have none.
    List<String> all = Files.readAllLines(Cli.movies("items.jsonl"));
    List<String> movies = new ArrayList<>(all.subList(0, SOME));
    movies.addAll(all.subList(all.size() - SOME / 2, all.size()));
    Set<String> ids = new HashSet<>();
    for (String movie : movies) {
      ids.add(Json.mapper().readTree(movie).path("id").asText());
    }
    long answered;
    try (Stream<String> answers = Files.lines(Cli.movies("enrichment.jsonl"))) {
      answered =
          answers
              .filter(line -> line.contains("rec-tag"))
              .filter(line -> ids.contains(line.replaceFirst(".*?\"item\": ?\"?(\\d+).*", "$1")))
              .count();
    }
    assertTrue(answered > 0 && answered < movies.size(), "answered: " + answered);
    Path some = Files.write(folder.resolve("items.jsonl"), movies);
    Path ratings = folder.resolve("ratings.csv");
    try (Stream<String> lines = Files.lines(Cli.movies("ratings.csv"))) {
      Files.write(
          ratings,
          lines
              .filter(line -> line.startsWith("user") || ids.contains(line.split(",", -1)[1]))
              .toList());
    }
    becomeFields(some, ratings, movies.size(), answered, 9012 - 3 * answered);
  }

  private void becomeFields(Path items, Path ratings, int movies, long answered, long foreign)
      throws IOException {
    Cli.Result init = Cli.run("init", ws, "--catalogue", items, "--interactions", ratings);
    assertEquals(0, init.code(), init::toString);
    // How well the ranker learns is another test's concern.
    Path yaml = ws.resolve("llmrec.yaml");
    Files.writeString(
        yaml,
        Files.readString(yaml)
            .replaceFirst("# hidden: \\d+", "hidden: 32")
            .replaceFirst("# max-epochs: \\d+", "max-epochs: 2")
            .replaceFirst("# epochs-without-validation: \\d+", "epochs-without-validation: 2"));
    Cli.Result imported =
        Cli.run("enrich", "import", "-w", ws, Cli.movies("enrichment.jsonl"), "--json");
    assertEquals(0, imported.code(), imported::toString);
    assertEquals(3 * answered, imported.json().path("imported").asLong(), imported::toString);
    assertEquals(foreign, imported.json().path("rejected").asLong(), imported::toString);

    Cli.Result build = Cli.run("build", "-w", ws);
    assertEquals(0, build.code(), build::toString);
    JsonNode status = Cli.run("status", "-w", ws, "--json").json();
    for (String field : FIELDS) {
      assertEquals(movies - answered, status.path("missing").path(field).asLong(), field);
      String lack = String.format("%,d of %,d items lack %s", movies - answered, movies, field);
      assertTrue(build.err().contains(lack), () -> lack + "\n" + build);
      JsonNode stage = stage(status, "encode/" + field);
      assertEquals(answered, stage.at("/counts/texts").asLong(), stage::toString);
    }

    Cli.Result again = Cli.run("build", "-w", ws, "--json");
    assertEquals(0, again.code(), again::toString);
    assertFalse(again.json().path("published").asBoolean());
    again
        .json()
        .path("stages")
        .forEach(s -> assertEquals("UP_TO_DATE", s.path("outcome").asText(), again::toString));
    assertEquals(
        0, Cli.run("enrich", "status", "-w", ws, "--json").json().at("/account/calls").asInt());
  }

  private static JsonNode stage(JsonNode status, String name) {
    for (JsonNode stage : status.path("stages")) {
      if (stage.path("stage").asText().equals(name)) {
        return stage;
      }
    }
    throw new AssertionError(name + " is missing: " + status);
  }
}
