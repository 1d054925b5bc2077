package org.llmrec.cli.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.llm.FakeReply;

/** A list put in order by a language model, from the command line, over a server that bills. */
class LlmRerankingTest {
  @TempDir Path folder;

  private static List<String> ids(JsonNode items) {
    List<String> ids = new ArrayList<>();
    items.forEach(item -> ids.add(item.get("id").asText()));
    return ids;
  }

  @Test
  void aFileIsRerankedAndWhatItTookIsSaid() throws IOException {
    try (Bookshop shop = Bookshop.in(folder)) {
      Object[] question = {shop.catalogue, "--query", "the sea", "--generate", "--top", 5};
      // Grades fall with the length of the question: each book its own, always the same.
      shop.server.answering(call -> FakeReply.ok(call.question().length() % 2 == 0 ? "4" : "1"));
      Cli.Result plan = shop.run("rerank", with(question, "--strategy", "grades", "--dry-run"));
      assertEquals(0, plan.code(), plan::toString);
      assertTrue(plan.out().contains("prompts   5"), plan::toString);
      assertEquals(0, shop.server.callCount(), plan::toString);
      Cli.Result done = shop.run("rerank", with(question, "--strategy", "grades", "--json"));
      assertEquals(0, done.code(), done::toString);
      assertEquals("full", done.json().get("outcome").asText(), done::toString);
      assertEquals(5, done.json().at("/spent/prompts").asInt(), done::toString);
      assertTrue(done.json().at("/spent/money").asDouble() > 0, done::toString);
      assertEquals(Bookshop.BOOKS, new TreeSet<>(ids(done.json().get("items"))).size());
      Cli.Result poor =
          shop.run("rerank", with(question, "--strategy", "all-pairs", "--max-prompts", 3));
      assertEquals(0, poor.code(), poor::toString);
      assertTrue(poor.err().contains("in part"), poor::toString);
      assertEquals(8, shop.server.callCount(), poor::toString);
    }
  }

  @Test
  void aPersonsHistoryDecidesAndTheirProfileIsKept() throws IOException {
    try (Bookshop shop = Bookshop.in(folder)) {
      Path met = folder.resolve("met.csv");
      Files.writeString(met, "id,title,rating\nx1,Sea Wolves,5\nx2,Dull Days,1\n");
      Path profiles = folder.resolve("profiles.jsonl");
      Object[] ask = {
        shop.catalogue, "--history", met, "--liked-from", 4, "--person", "ann", "--top", 5
      };
      shop.server.answering(
          call ->
              FakeReply.ok(
                  call.question().contains("in no order")
                      ? call.question().replaceAll("(?s).*in no order: (\\[.*?]).*", "$1")
                      : "1. \"sea\": [\"Sea Wolves\"]\n2. \"wolves\": []"));
      Object[] palr = with(ask, "--strategy", "palr", "--places", 5, "--profiles", profiles);
      Cli.Result plan = shop.run("rerank", with(palr, "--dry-run"));
      assertEquals(0, plan.code(), plan::toString);
      assertTrue(plan.out().contains("prompts   2"), plan::toString);
      assertEquals(0, shop.server.callCount());
      assertFalse(Files.exists(profiles), "a dry run leaves nothing behind");
      Cli.Result first = shop.run("rerank", with(palr, "--json"));
      assertEquals(0, first.code(), first::toString);
      assertEquals("full", first.json().get("outcome").asText(), first::toString);
      assertEquals(2, first.json().at("/spent/prompts").asInt(), first::toString);
      assertTrue(Files.readString(profiles).contains("\"ann\""), Files.readString(profiles));
      Cli.Result second = shop.run("rerank", with(palr, "--json"));
      assertEquals(1, second.json().at("/spent/prompts").asInt(), second::toString);

      shop.server.answering(call -> FakeReply.ok(call.question().contains("Dull") ? "4" : "0"));
      Cli.Result words = shop.run("rerank", with(ask, "--strategy", "grades", "--generate"));
      assertEquals(0, words.code(), words::toString);
      assertTrue(shop.server.calls().getLast().question().contains("Disliked"), words::toString);

      shop.server.answering(
          call -> FakeReply.ok(call.question().contains("Dull Days") ? "no reasons" : "4"));
      Cli.Result why =
          shop.run(
              "rerank", with(ask, "--strategy", "grades", "--generate", "--reasons", 2, "--json"));
      assertEquals(0, why.code(), why::toString);
      assertEquals(2, why.json().get("reasons").size(), why::toString);
      assertEquals("TEMPLATE", why.json().at("/reasons/0/origin").asText(), why::toString);
      assertEquals(why.json().at("/items/0/id"), why.json().at("/reasons/0/id"), why::toString);
    }
  }

  @Test
  void whatCannotBeIsOneSentence() throws IOException {
    try (Bookshop shop = Bookshop.in(folder)) {
      Cli.Result name = shop.run("rerank", shop.catalogue, "--query", "x", "--strategy", "best");
      assertEquals(2, name.code(), name::toString);
      assertTrue(name.err().contains("all-pairs"), name::toString);
      Cli.Result range =
          shop.run(
              "rerank", shop.catalogue, "--query", "x", "--shown", 1, "--strategy", "set-heap");
      assertEquals(2, range.code(), range::toString);
      assertTrue(range.err().contains("expected 2 to 26, found 1"), range::toString);
      Cli.Result words = shop.run("rerank", shop.catalogue, "--query", "x", "--strategy", "palr");
      assertEquals(2, words.code(), words::toString);
      assertTrue(words.err().contains("--history"), words::toString);
      Path met = folder.resolve("met.csv");
      Files.writeString(met, "id,title,rating\nx1,Sea Wolves,many\n");
      Cli.Result value = shop.run("rerank", shop.catalogue, "--history", met);
      assertEquals(2, value.code(), value::toString);
      assertTrue(
          value.err().contains("met.csv") && value.err().contains("\"many\""), value::toString);
      Cli.Result none = shop.run("rerank", shop.catalogue);
      assertEquals(2, none.code(), none::toString);
    }
  }

  private static Object[] with(Object[] first, Object... more) {
    List<Object> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(more));
    return all.toArray();
  }
}
