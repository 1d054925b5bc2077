package org.llmrec.cli.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.llm.FakeReply;

/** The command as a person uses it, against a server that counts. */
class EnrichTest {
  private static final int QUESTIONS = 3 * Bookshop.BOOKS;
  private static final String KEY = "sk-test-0123456789abcdefghij";
  private static final String VARIABLE = "BOOKSHOP_KEY";

  @TempDir Path folder;
  private Bookshop shop;

  @BeforeEach
  void openShop() throws IOException {
    shop = Bookshop.in(folder);
  }

  @AfterEach
  void closeShop() {
    shop.close();
  }

  @Test
  void fromADryRunToASearchThatFindsWhatTheModelWrote() throws IOException {
    shop.librarian.say(
        "b007",
        "rec-tag",
        "zeppelin chase, slow burn, for patient readers, seafaring, obsession, long read");
    Cli.Result dry = shop.run("enrich", "--dry-run");
    assertEquals(0, dry.code(), dry::toString);
    assertTrue(dry.out().contains("Nothing was sent"), dry::toString);
    assertEquals(QUESTIONS, shop.run("enrich", "--dry-run", "--json").json().get("calls").asInt());
    assertEquals(0, shop.server.callCount());

    Cli.Result enrich = shop.run("enrich", "--max-cost", "5");
    assertEquals(0, enrich.code(), enrich::toString);
    assertEquals(QUESTIONS, shop.server.callCount());
    assertTrue(enrich.err().contains("llmrec build"), enrich::toString);

    Cli.Result build = shop.run("build");
    assertEquals(0, build.code(), build::toString);
    assertFalse(build.err().contains("lack"), build::toString);
    JsonNode found = shop.run("search", "--json", "zeppelin").json();
    assertEquals("b007", found.at("/items/0/id").asText(), found::toString);
    exportsWhatWasBuilt();

    Cli.Result again = shop.run("enrich", "--json");
    assertEquals(0, again.code(), again::toString);
    assertEquals(QUESTIONS, again.json().get("present").asInt(), again::toString);
    assertEquals(QUESTIONS, shop.server.callCount(), "nothing is asked twice");
    shop.run("build", "--json")
        .json()
        .path("stages")
        .forEach(s -> assertEquals("UP_TO_DATE", s.path("outcome").asText(), s::toString));

    // One item of twenty changes.
    Files.writeString(
        shop.catalogue,
        Files.readString(shop.catalogue).replaceFirst("\"description\": ?\"", "$0Anew: "));
    assertEquals(0, shop.run("enrich").code());
    assertEquals(QUESTIONS + 3, shop.server.callCount());
    int encoded = 0;
    for (JsonNode stage : shop.run("build", "--json").json().path("stages")) {
      boolean ran = stage.path("outcome").asText().equals("BUILT");
      encoded += ran ? stage.at("/counts/encoded").asInt() : 0;
    }
    assertEquals(1, encoded, "the server says the same of it, so only its description is new");
  }

  private void exportsWhatWasBuilt() throws IOException {
    Path out = folder.resolve("tags.jsonl");
    Cli.Result export = Cli.run("export", "vectors", "-w", shop.ws, "--of", "rec-tag", out);
    assertEquals(0, export.code(), export::toString);
    List<String> lines = Files.readAllLines(out);
    assertEquals(Bookshop.BOOKS, lines.size());
    assertTrue(lines.get(6).startsWith("{\"id\":\"b007\",\"vector\":["), lines.get(6));
    Path items = folder.resolve("items.npy");
    assertEquals(
        Bookshop.BOOKS,
        Cli.run("export", "vectors", "-w", shop.ws, "--of", "items", "--json", items)
            .json()
            .get("vectors")
            .asInt());
    assertTrue(Files.exists(items));
    Cli.Result nothing = Cli.run("export", "vectors", "-w", shop.ws, "--of", "mood", out);
    assertEquals(2, nothing.code(), nothing::toString);
    assertTrue(nothing.err().contains("rec-tag"), nothing::toString);
    assertEquals(2, Cli.run("export", "vectors", "-w", shop.ws, folder.resolve("x")).code());
  }

  @Test
  void theBudgetEndsItWithThreeAndTheNextRunGoesOn() {
    Cli.Result stopped = shop.run("enrich", "--max-calls", 7);
    assertEquals(3, stopped.code(), stopped::toString);
    assertTrue(stopped.err().contains("budget"), stopped::toString);
    assertEquals(7, shop.server.callCount());
    assertEquals(3, shop.run("enrich", "--max-calls", 7).code());
    assertEquals(7, shop.server.callCount());
    Cli.Result status = Cli.run("enrich", "status", "-w", shop.ws);
    assertTrue(status.out().contains("7 calls"), status::toString);
    Cli.Result answers = shop.run("answers");
    assertTrue(
        answers.err().contains("of 20 items lack rec-tag: llmrec enrich"), answers::toString);
    Cli.Result whole = shop.run("status");
    assertTrue(whole.out().contains("answer store: 7 rows"), whole::toString);
    assertTrue(whole.out().contains("items lack rec-tag"), whole::toString);
    assertEquals(0, shop.run("enrich", "--max-calls", 100, "--new-budget").code());
    assertEquals(QUESTIONS, shop.server.callCount());
  }

  @Test
  void failuresAreCountedAndLeaveTheRestToTheNextRun() {
    shop.server.script(FakeReply.status(400), FakeReply.status(400));
    Cli.Result some = shop.run("enrich");
    assertEquals(1, some.code(), some::toString);
    assertTrue(some.out().contains("2 bad request"), some::toString);
    assertEquals(0, shop.run("enrich").code());

    shop.server.answering(call -> FakeReply.status(401));
    Cli.Result none = shop.run("enrich", "--concurrency", 2, "--retry-discarded");
    assertEquals(0, none.code(), "nothing is left to ask");
  }

  @Test
  void whatCannotBeIsSaidBeforeAnythingIsSent() throws IOException {
    assertEquals(2, shop.run("enrich", "--max-cost", "-1").code());
    assertEquals(2, shop.run("enrich", "--concurrency", 0).code());
    assertEquals(2, shop.run("enrich", "--batch").code(), "the server takes no batches");
    Files.delete(shop.ws.resolve("prices.yaml"));
    Cli.Result priceless = shop.run("enrich", "--max-cost", 1);
    assertEquals(2, priceless.code(), priceless::toString);
    assertTrue(priceless.err().contains("prices.yaml"), priceless::toString);
    Files.writeString(shop.yaml(), Files.readString(shop.yaml()).replace("\nllm:", "\nlm:"));
    assertEquals(2, shop.run("enrich").code());
    assertEquals(0, shop.server.callCount());
  }

  @Test
  void answersGoOutAndComeInAndAreReportedOn() throws IOException {
    assertEquals(0, shop.run("enrich").code());
    Path out = folder.resolve("answers.jsonl");
    assertEquals(0, Cli.run("enrich", "export", "-w", shop.ws, out).code());
    assertEquals(QUESTIONS, Files.readAllLines(out).size());
    Path page = folder.resolve("report.html");
    Cli.Result report = Cli.run("enrich", "-w", shop.ws, "report", "--html", page);
    assertEquals(0, report.code(), report::toString);
    assertTrue(Files.readString(page).contains("rec-paraphrase"));
    JsonNode json = Cli.run("enrich", "report", "-w", shop.ws, "--json").json();
    assertEquals(Bookshop.BOOKS, json.at("/fields/0/own").asInt(), json::toString);

    Path few = Files.write(folder.resolve("few.jsonl"), Files.readAllLines(out).subList(0, 3));
    try (Bookshop other = Bookshop.in(Files.createDirectory(folder.resolve("other")))) {
      Cli.Result in = Cli.run("enrich", "import", "-w", other.ws, few);
      assertEquals(0, in.code(), in::toString);
      assertTrue(in.out().contains("3 imported"), in::toString);
      assertTrue(in.out().contains("1 of 20 items have an answer, 19 lack one"), in::toString);
      assertEquals(0, other.run("build", "--enrich").code());
      assertEquals(QUESTIONS - 3, other.server.callCount());
      assertEquals(2, Cli.run("enrich", "import", "-w", other.ws, folder.resolve("no")).code());
    }
  }

  @Test
  void theKeyGoesToTheServerAndNowhereElse() throws Exception {
    shop.configure("  api-key-env: " + VARIABLE);
    Cli.Result without = shop.run("enrich");
    assertEquals(2, without.code(), without::toString);
    assertTrue(without.err().contains(VARIABLE), without::toString);

    // A server that is rude enough to show the key it refuses.
    shop.server.script(
        FakeReply.status(
            401, Map.of(), FakeReply.error("Incorrect key: " + KEY, "auth", "invalid_api_key")));
    Path refused = folder.resolve("refused.log");
    Process first =
        Cli.start(
            Map.of(VARIABLE, KEY), refused, "enrich", "-w", shop.ws, "--debug", "--concurrency", 1);
    assertEquals(1, first.waitFor(), () -> read(refused));
    assertTrue(read(refused).contains("401"), () -> read(refused));
    Path good = folder.resolve("good.log");
    Process second = Cli.start(Map.of(VARIABLE, KEY), good, "enrich", "-w", shop.ws, "--debug");
    assertEquals(0, second.waitFor(), () -> read(good));

    assertTrue(
        shop.server.calls().stream()
            .allMatch(call -> call.authorization().equals("Bearer " + KEY)));
    for (String part : List.of(KEY, KEY.substring(8, 20))) {
      assertEquals(List.of(), shop.filesWith(part));
      assertFalse(read(refused).contains(part), () -> read(refused));
      assertFalse(read(good).contains(part), () -> read(good));
    }
  }

  @Test
  void aSignalEndsItWithEveryAnswerOnTheDisk() throws Exception {
    CountDownLatch asked = new CountDownLatch(10);
    shop.server.latency(Duration.ofMillis(100));
    shop.server.answering(
        call -> {
          asked.countDown();
          return shop.librarian.reply(call);
        });
    Path log = folder.resolve("stopped.log");
    Process process = Cli.start(Map.of(), log, "enrich", "-w", shop.ws, "--concurrency", 2);
    assertTrue(asked.await(2, TimeUnit.MINUTES), () -> read(log));
    process.destroy();
    assertEquals(130, process.waitFor(), () -> read(log));
    long billed = shop.server.billedCount();
    assertTrue(billed < QUESTIONS, () -> read(log));
    JsonNode status = Cli.run("enrich", "status", "-w", shop.ws, "--json").json();
    assertEquals(billed, status.at("/counts/byStatus/OK").asLong(), status::toString);
    shop.server.latency(Duration.ZERO);
    assertEquals(0, shop.run("enrich").code());
    assertEquals(QUESTIONS, shop.server.billedCount(), "none is paid twice");
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
