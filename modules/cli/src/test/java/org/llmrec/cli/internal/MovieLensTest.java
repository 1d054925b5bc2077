package org.llmrec.cli.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main job on real movies. The films that a good answer may name were written down before the
 * first answer was seen.
 */
@Tag("full")
class MovieLensTest {
  /** Star Wars I to VII and The Clone Wars, and other space operas and robots of renown. */
  private static final Set<String> SPACE_OPERAS =
      Set.of(
          "260", "1196", "1210", "2628", "5378", "33493", "122886", "61160", "1301", "2034", "3033",
          "1527", "112852", "33004", "4941");

  /** Computer-animated family films of the same kind as Toy Story. */
  private static final Set<String> LIKE_TOY_STORY =
      Set.of(
          "3114", "78499", "2355", "4886", "6377", "8961", "45517", "50872", "68954", "60069",
          "4306", "2294", "5218", "103141", "79091");

  /** Science fiction of the same weight as Alien, The Terminator and Blade Runner. */
  private static final Set<String> LIKE_ALIEN =
      Set.of(
          "1200", "589", "3527", "2571", "2916", "2985", "924", "2288", "260", "1196", "32", "5445",
          "1527", "1199", "3703");

  @TempDir static Path folder;
  private static Path workspace;

  @BeforeAll
  static void build() {
    Assumptions.assumeTrue(
        Files.exists(Cli.movies("items.jsonl")), "the movies beside the repository are absent");
    workspace = folder.resolve("ws");
    Cli.Result init =
        Cli.run(
            "init",
            workspace,
            "--catalogue",
            Cli.movies("items.jsonl"),
            "--interactions",
            Cli.movies("ratings.csv"));
    assertEquals(0, init.code(), init::toString);
    Cli.Result build = Cli.run("build", "-w", workspace);
    assertEquals(0, build.code(), build::toString);
  }

  @Test
  void theRankerBeatsPopularityByAPairedTest() {
    Cli.Result status = Cli.run("status", "-w", workspace, "--json");
    JsonNode comparison = status.json().at("/training/heldOut/ndcg");
    assertTrue(comparison.path("difference").asDouble() > 0, status::toString);
    assertTrue(comparison.path("p").asDouble(1) < 0.05, status::toString);
  }

  @Test
  void aSearchFindsSpaceOperas() {
    has(SPACE_OPERAS, Cli.run("search", "-w", workspace, "--json", "space opera with robots"));
  }

  @Test
  void whatIsSimilarToToyStory() {
    has(LIKE_TOY_STORY, Cli.run("similar", "-w", workspace, "--json", "1"));
  }

  @Test
  void aHistoryOfScienceFictionGetsMoreOfIt() {
    Cli.Result result =
        Cli.run("recommend", "-w", workspace, "--json", "--history", "1214,1240,541");
    has(LIKE_ALIEN, result);
    assertTrue(ids(result).stream().noneMatch(Set.of("1214", "1240", "541")::contains));
  }

  @Test
  void anotherBuildHasNothingToDo() {
    Cli.Result again = Cli.run("build", "-w", workspace, "--json");
    assertEquals(0, again.code(), again::toString);
    again
        .json()
        .path("stages")
        .forEach(s -> assertEquals("UP_TO_DATE", s.path("outcome").asText(), again::toString));
  }

  private static void has(Set<String> good, Cli.Result result) {
    assertEquals(0, result.code(), result::toString);
    List<String> ids = ids(result);
    assertEquals(10, ids.size(), result::toString);
    assertTrue(ids.stream().filter(good::contains).count() >= 3, result::toString);
  }

  private static List<String> ids(Cli.Result result) {
    return result.json().path("items").findValuesAsText("id");
  }
}
