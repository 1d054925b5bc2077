package org.llmrec.cli.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.encode.pair.TinyScorers;
import org.llmrec.encode.store.ModelStore;
import org.llmrec.llm.FakeReply;

/** A search with a cross-encoder, from the command line. */
class RerankedSearchTest {
  @TempDir Path folder;

  @BeforeEach
  void useAStoreOfOurOwn() {
    System.setProperty(ModelStore.PROPERTY, folder.resolve("store").toString());
  }

  @AfterEach
  void leaveIt() {
    System.clearProperty(ModelStore.PROPERTY);
  }

  @Test
  void aModelIsAddedListedAndVerified() throws IOException {
    Path export = TinyScorers.in(folder.resolve("export"), TinyScorers.TWO);
    Files.delete(export.resolve("scorer.json"));
    Cli.Result few = Cli.run("models", "add-scorer", export, "--name", "two");
    assertEquals(2, few.code(), few::toString);
    assertTrue(few.err().contains("--max-tokens"), few::toString);
    Cli.Result add =
        Cli.run(
            "models",
            "add-scorer",
            export,
            "--name",
            "two",
            "--max-tokens",
            "64",
            "--activation",
            "softmax",
            "--json");
    assertEquals(0, add.code(), add::toString);
    assertEquals(2, add.json().get("columns").asInt(), add::toString);
    assertEquals(1, add.json().get("column").asInt(), add::toString);
    Cli.Result list = Cli.run("models", "list", "--json");
    assertEquals("two", list.json().at("/scorers/0").asText(), list::toString);
    assertEquals(0, Cli.run("models", "verify", "two").code());
    Cli.Result again = Cli.run("models", "add-scorer", export, "--name", "two", "--max-tokens", 64);
    assertEquals(2, again.code(), again::toString);
    Files.writeString(folder.resolve("store/two/tokenizer.json"), "{}");
    assertEquals(1, Cli.run("models", "verify", "two").code());
  }

  @Test
  void theBestFewComeInTheOrderOfTheModelAndTheExplanationShowsItsScore() throws IOException {
    Path model = TinyScorers.in(folder.resolve("store/tiny-one"), TinyScorers.ONE);
    try (Bookshop shop = Bookshop.in(folder)) {
      assertEquals(0, shop.run("build").code());
      JsonNode before = shop.run("search", "a creature made by science", "--json").json();
      List<JsonNode> answers = new ArrayList<>();
      for (Object which : List.of("tiny-one", model)) {
        Cli.Result search =
            shop.run(
                "search",
                "a creature made by science",
                "--rerank",
                which,
                "--rerank-top",
                "4",
                "--json");
        assertEquals(0, search.code(), search::toString);
        answers.add(search.json().get("items"));
      }
      JsonNode items = answers.get(0);
      assertEquals(items, answers.get(1));
      assertEquals(ids(before.get("items"), 4), ids(items, 4));
      double previous = Double.POSITIVE_INFINITY;
      for (int p = 0; p < items.size(); p++) {
        JsonNode said = null;
        for (JsonNode stage : items.get(p).get("stages")) {
          said = stage.get("stage").asText().equals("RERANK") ? stage : said;
        }
        assertEquals(p < 4, said != null, items::toString);
        if (said != null) {
          assertTrue(said.get("score").asDouble() <= previous);
          previous = said.get("score").asDouble();
        } else {
          assertEquals(before.at("/items/" + p + "/id"), items.get(p).get("id"));
        }
      }

      JsonNode few = filtered(shop, "--where", "language=french", "--where", "language=Russian");
      assertEquals(Set.of("b010", "b014", "b015", "b020"), ids(few, few.size()));
      few = filtered(shop, "--where", "language=French", "--range", "year=1870..");
      assertEquals(Set.of("b010", "b014"), ids(few, few.size()));
      Cli.Result wrong = shop.run("similar", "b001", "--range", "year=1870");
      assertEquals(2, wrong.code(), wrong::toString);
      assertTrue(wrong.err().contains("'year=1870'"), wrong::toString);

      Cli.Result explained = shop.run("search", "a creature", "--rerank", "tiny-one", "--explain");
      assertTrue(explained.out().matches("(?s).*rerank -?[0-9.]+ \\(#1\\).*"), explained::toString);
      shop.server.answering(call -> FakeReply.ok("I would rather not say."));
      Cli.Result asked =
          shop.run("search", "science", "--rerank=llm", "--generate", "--rerank-top", 4, "--json");
      assertEquals(0, asked.code(), asked::toString);
      assertTrue(asked.out().contains("not reranked: none of 6"), asked::toString);
      assertTrue(asked.err().contains("12 prompts"), asked::toString);
      Cli.Result absent = shop.run("search", "a creature", "--rerank", "no-such");
      assertEquals(2, absent.code(), absent::toString);
      assertTrue(absent.err().contains("found \"no-such\""), absent::toString);
      Cli.Result none = shop.run("search", "a creature", "--rerank", "tiny-one", "--rerank-top=0");
      assertEquals(2, none.code(), none::toString);
      Files.writeString(model.resolve("tokenizer.json"), "{}");
      Cli.Result damaged = shop.run("search", "a creature", "--rerank", "tiny-one");
      assertTrue(damaged.code() != 0, damaged::toString);
      assertTrue(damaged.err().contains("tokenizer.json"), damaged::toString);
    }
  }

  private static JsonNode filtered(Bookshop shop, String... filters) {
    List<Object> arguments = new ArrayList<>(List.of("a journey", "--json"));
    arguments.addAll(List.of(filters));
    Cli.Result search = shop.run("search", arguments.toArray());
    assertEquals(0, search.code(), search::toString);
    return search.json().get("items");
  }

  private static TreeSet<String> ids(JsonNode items, int first) {
    TreeSet<String> ids = new TreeSet<>();
    for (int i = 0; i < first; i++) {
      ids.add(items.get(i).get("id").asText());
    }
    return ids;
  }
}
