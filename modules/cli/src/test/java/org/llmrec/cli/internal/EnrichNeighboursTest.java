package org.llmrec.cli.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers about neighbours, while the interactions that made them neighbours go on. */
class EnrichNeighboursTest {
  @TempDir Path folder;
  private Bookshop shop;

  @BeforeEach
  void openShop() throws IOException {
    shop = Bookshop.in(folder);
    shop.configure("enrich:\n  prompts: [eng]");
    for (int book = 1; book <= Bookshop.BOOKS; book++) {
      shop.librarian.say(
          "b%03d".formatted(book),
          "eng",
          "Number " + book + " and its kin share long evenings, old houses and a slow dread.");
    }
  }

  @AfterEach
  void closeShop() {
    shop.close();
  }

  @Test
  void listsStayAsTheyWereUntilSomebodyAsksForNewOnes() throws IOException {
    assertEquals(0, shop.run("enrich").code());
    long first = shop.server.callCount();
    assertTrue(first > 0 && first <= Bookshop.BOOKS, "calls: " + first);
    String pinned = pinned();

    newReaders();
    assertEquals(0, shop.run("enrich").code());
    assertEquals(first, shop.server.callCount(), "more readers are no reason to ask again");
    assertEquals(pinned, pinned());

    Cli.Result dry = shop.run("enrich", "--refresh-neighbours", "--dry-run", "--json");
    assertEquals(0, dry.code(), dry::toString);
    int calls = dry.json().get("calls").asInt();
    assertTrue(calls > 0, dry::toString);
    assertEquals(pinned, pinned(), "a dry run keeps nothing");
    assertEquals(first, shop.server.callCount());

    Cli.Result refresh = shop.run("enrich", "--refresh-neighbours");
    assertEquals(0, refresh.code(), refresh::toString);
    assertEquals(first + calls, shop.server.callCount(), "as many as the dry run said");
    assertNotEquals(pinned, pinned());
    Cli.Result build = shop.run("build");
    assertEquals(0, build.code(), build::toString);
  }

  @Test
  void aRankerIsTrainedOnAnswersOfAnOldGraphOnlyWhereThatIsAccepted() throws IOException {
    assertEquals(0, shop.run("enrich").code());
    newReaders();
    Cli.Result refused = shop.run("build");
    assertEquals(2, refused.code(), refused::toString);
    assertTrue(refused.err().contains("--refresh-neighbours"), refused::toString);

    shop.configure("  neighbours: {accept-pinned-graph: true}");
    Cli.Result build = shop.run("build");
    assertEquals(0, build.code(), build::toString);
  }

  private String pinned() throws IOException {
    return Files.readString(shop.ws.resolve("answers/neighbours.jsonl"));
  }

  /** Who read the first and the last book of the shop, so that these become neighbours. */
  private void newReaders() throws IOException {
    Path ratings = folder.resolve("ratings.csv");
    String header = Files.readAllLines(ratings).get(0);
    StringBuilder rows = new StringBuilder();
    for (int reader = 0; reader < 60; reader++) {
      for (String book : List.of("b001", "b020", "b002")) {
        rows.append(row(header, "new" + reader, book, reader)).append('\n');
      }
    }
    Files.writeString(ratings, rows, StandardOpenOption.APPEND);
  }

  private static String row(String header, String user, String item, int day) {
    return String.join(
        ",",
        List.of(header.split(",")).stream()
            .map(
                column ->
                    switch (column) {
                      case "user" -> user;
                      case "item" -> item;
                      case "timestamp" -> Long.toString(1_700_000_000L + 86_400L * day);
                      default -> "5";
                    })
            .toList());
  }
}
