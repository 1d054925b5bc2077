package org.llmrec.pipeline.enrich;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.json.Json;
import org.llmrec.enrich.answer.Answer;
import org.llmrec.enrich.answer.AnswerFiles;
import org.llmrec.enrich.answer.ImportCounts;
import org.llmrec.enrich.job.EnrichmentPlan;
import org.llmrec.enrich.job.EnrichmentSummary;
import org.llmrec.enrich.job.Polling;
import org.llmrec.enrich.job.StopReason;
import org.llmrec.enrich.report.EnrichReport;
import org.llmrec.enrich.report.ReportOptions;
import org.llmrec.enrich.store.AnswerStatus;
import org.llmrec.enrich.store.AnswerStore;
import org.llmrec.enrich.store.AnswerStores;
import org.llmrec.llm.FakeCall;
import org.llmrec.llm.FakeReply;
import org.llmrec.llm.FakeServer;
import org.llmrec.llm.Librarian;
import org.llmrec.llm.price.Budget;
import org.llmrec.pipeline.Build;
import org.llmrec.pipeline.Workspace;
import org.llmrec.pipeline.build.BuildOptions;
import org.llmrec.pipeline.build.StageReport;
import org.llmrec.pipeline.build.StageReport.Outcome;
import org.llmrec.pipeline.config.InitOptions;

/** Questions about our sample, to a server that counts; builds end with the answers. */
class EnrichmentTest {
  private static final int BOOKS = 100;
  private static final List<String> ASKED = List.of("rec-paraphrase", "rec-tag", "rec-infer");

  /** The corpus that the prompts are tested with. */
  private static final Path ATTACKS =
      Path.of(
          System.getProperty("llmrec.root"),
          "modules/enrich/src/test/resources/org/llmrec/enrich/attacks");

  @TempDir Path folder;
  private FakeServer server;
  private Librarian librarian;
  private Path ws;
  private Path catalogue;

  @BeforeEach
  void makeWorkspace() throws IOException {
    librarian = Librarian.ofTheSample();
    server = FakeServer.start().answering(librarian);
    catalogue = Files.copy(Librarian.sample("catalogue.jsonl"), folder.resolve("items.jsonl"));
    ws = folder.resolve("ws");
    Workspace.init(ws, InitOptions.of(catalogue, Librarian.sample("interactions.csv")));
    configure("prompts: [rec-paraphrase, rec-tag, rec-infer]");
    Files.writeString(ws.resolve("prices.yaml"), "gpt-fake: {input: 1, output: 2}\n");
  }

  @AfterEach
  void closeServer() {
    server.close();
  }

  @Test
  void whatIsPlannedIsDoneOnceAndBecomesFields() throws IOException {
    EnrichmentPlan plan = enrichment().plan(EnrichOptions.defaults());
    assertEquals(3 * BOOKS, plan.calls());
    assertEquals(0, server.callCount(), "a plan sends nothing");
    assertFalse(Files.exists(ws.resolve("answers").resolve(AnswerStores.FILE)));

    EnrichmentSummary first = run();
    assertEquals(StopReason.DONE, first.reason());
    assertEquals(3 * BOOKS, first.ok(), first::toString);
    assertEquals(plan.calls(), server.callCount());
    assertEquals(plan.calls(), first.spent().calls());
    assertEquals(server.billedTokens(), first.spent().tokens());
    double planned = (double) plan.tokens() / first.spent().tokens();
    assertTrue(planned > 0.9 && planned < 1.3, planned + " times the tokens: it knows no answer");
    double cost = plan.cost().orElseThrow() / first.spent().cost();
    assertTrue(cost > 0.9 && cost < 1.3, cost + " times the cost");

    StageReport built = answers();
    assertEquals(Outcome.BUILT, built.outcome());
    assertEquals(3L * BOOKS, built.counts().get("answers"));
    assertTrue(built.counts().keySet().stream().noneMatch(c -> c.startsWith("missing")));
    assertEquals(librarian.text("b007", "rec-tag"), texts("rec-tag").get("b007"));
    assertEquals(librarian.text("b007", "rec-infer"), texts("rec-infer").get("b007"));

    EnrichmentSummary second = run();
    assertEquals(3 * BOOKS, second.present());
    assertEquals(3 * BOOKS, server.callCount(), "nothing is asked twice");
    assertEquals(Outcome.REUSED, answers().outcome(), "and nothing is stale");
    assertEquals(0, enrichment().plan(EnrichOptions.defaults()).calls());
  }

  @Test
  void oneChangedItemCostsItsOwnCalls() throws IOException {
    run();
    String text = Files.readString(catalogue);
    Files.writeString(catalogue, text.replaceFirst("\"description\": ?\"", "$0Anew: "));
    assertEquals(3, enrichment().plan(EnrichOptions.defaults()).calls());
    EnrichmentSummary summary = run();
    assertEquals(3, summary.ok());
    assertEquals(3 * BOOKS - 3, summary.present());
    assertEquals(3 * BOOKS + 3, server.callCount());
  }

  @Test
  void theBudgetStopsItAndLastsOverRuns() throws IOException {
    EnrichOptions ten = EnrichOptions.defaults().concurrency(4).budget(calls(10));
    EnrichmentSummary stopped = enrichment().run(ten);
    assertEquals(StopReason.BUDGET, stopped.reason());
    assertEquals(10, stopped.ok());
    assertEquals(3 * BOOKS - 10, stopped.notReached());
    assertEquals(0, enrichment().run(ten).ok(), "ten calls are ten over all runs");
    assertEquals(10, server.callCount());
    assertEquals(10, enrichment().status().account().calls());

    StageReport built = answers();
    assertEquals(10L, built.counts().get("answers"));
    assertEquals(
        3 * BOOKS - 10, ASKED.stream().mapToLong(f -> built.counts().get("missing " + f)).sum());

    EnrichmentSummary renewed = enrichment().run(ten.newBudget(true));
    assertEquals(10, renewed.ok());
    assertEquals(10, renewed.account().calls());
    assertEquals(3 * BOOKS - 20, run().ok(), "without a limit it goes on to the end");
    assertEquals(3 * BOOKS, server.callCount());
  }

  @Test
  void theConfiguredBudgetHoldsUnlessTheCallerSaysOtherwise() throws IOException {
    configure("budget: {max-calls: 5}");
    assertEquals(5, run().ok());
    assertEquals(2, enrichment().run(EnrichOptions.defaults().budget(calls(7))).ok());
  }

  @Test
  void aLimitOnTheCostNeedsAPrice() throws IOException {
    Files.delete(ws.resolve("prices.yaml"));
    Budget cost = new Budget(OptionalDouble.of(1), OptionalLong.empty(), OptionalLong.empty());
    ConfigException e =
        assertThrows(
            ConfigException.class, () -> enrichment().run(EnrichOptions.defaults().budget(cost)));
    assertTrue(e.getMessage().contains("prices.yaml"), e.getMessage());
    assertEquals(0, server.callCount());
    assertTrue(enrichment().plan(EnrichOptions.defaults()).cost().isEmpty());
  }

  @Test
  void withoutAModelNobodyIsAsked() throws IOException {
    Workspace.init(
        ws, InitOptions.of(catalogue, Librarian.sample("interactions.csv")).overwrite(true));
    ConfigException e = assertThrows(ConfigException.class, () -> run());
    assertTrue(e.getMessage().contains("section llm"), e.getMessage());
    StageReport built = answers();
    assertEquals(0L, built.counts().get("answers"));
    assertTrue(built.counts().keySet().stream().noneMatch(c -> c.startsWith("missing")));
  }

  @Test
  void importedAnswersStandInUntilTheModelIsAskedAllTheSame() throws IOException {
    Path file = folder.resolve("elsewhere.jsonl");
    Files.write(
        file,
        List.of(
            row("b001", "rec-tag", "imported one"),
            row("b002", "rec-tag", "imported two"),
            row("b002", "rec-infer", "imported too"),
            row("nobody", "rec-tag", "refused"),
            row("b003", "rec-tga", "refused")));
    ImportCounts counts =
        enrichment().importAnswers(List.of(file), false, false, EnrichOptions.defaults());
    assertEquals(new ImportCounts(5, 3, 0, 0, 2), counts);
    assertEquals(2, Files.readAllLines(enrichment().rejects()).size());
    assertEquals(
        3,
        enrichment()
            .importAnswers(List.of(file), false, false, EnrichOptions.defaults())
            .unchanged());

    EnrichmentSummary first = run();
    assertEquals(3, first.present());
    assertEquals(3 * BOOKS - 3, server.callCount());
    answers();
    assertEquals("imported one", texts("rec-tag").get("b001"));

    EnrichmentSummary second = enrichment().run(EnrichOptions.defaults().replaceImported(true));
    assertEquals(3, second.ok());
    answers();
    assertEquals(librarian.text("b001", "rec-tag"), texts("rec-tag").get("b001"));
  }

  @Test
  void theStoreGoesBeforeRecordedFiles() throws IOException {
    Path recorded = folder.resolve("recorded.jsonl");
    Files.write(recorded, List.of(row("b001", "rec-tag", "recorded"), row("b001", "eng", "seen")));
    String yaml = Files.readString(ws.resolve("llmrec.yaml"));
    Files.writeString(
        ws.resolve("llmrec.yaml"),
        yaml.replace("answers: []", "answers: [{path: ../recorded.jsonl}] #"));
    answers();
    assertEquals(Map.of("b001", "recorded"), texts("rec-tag"));
    run();
    answers();
    assertEquals(librarian.text("b001", "rec-tag"), texts("rec-tag").get("b001"));
    assertEquals(Map.of("b001", "seen"), texts("eng"), "a field of a file needs no question");
  }

  @Test
  void missingAnswersStopABuildWhereThatIsAskedFor() throws IOException {
    configure("on-missing: error");
    ConfigException e = assertThrows(ConfigException.class, this::answers);
    assertTrue(e.getMessage().contains("100 of 100 items without rec-tag"), e.getMessage());
    assertTrue(e.getMessage().contains("llmrec enrich"), e.getMessage());
    server.script(FakeReply.status(400));
    assertEquals(1, run().failed());
    e = assertThrows(ConfigException.class, this::answers);
    assertTrue(e.getMessage().contains("1 of 100 items without"), e.getMessage());
    assertEquals(1, run().ok(), "what failed is asked again");
    assertEquals(3L * BOOKS, answers().counts().get("answers"));
  }

  @Test
  void anotherModelAnswersOtherQuestionsAndTheFirstKeepsItsAnswers() throws IOException {
    run();
    answers();
    edit("model: gpt-fake", "model: gpt-other");
    assertEquals(3 * BOOKS, enrichment().plan(EnrichOptions.defaults()).calls());
    StageReport other = answers();
    assertTrue(other.reason().contains("option llm.model: gpt-fake → gpt-other"), other.reason());
    assertEquals(0L, other.counts().get("answers"));
    edit("model: gpt-other", "model: gpt-fake");
    assertEquals(0, enrichment().plan(EnrichOptions.defaults()).calls());
    assertEquals(3L * BOOKS, answers().counts().get("answers"));
  }

  @Test
  void ownPromptsAndPacksBecomeFields() throws IOException {
    Files.writeString(
        ws.resolve("mood.txt"),
        """
        # form: tags 2-15
        # answer: json
        # ask: Which moods does the item have?
        Which moods does this item have?
        {{item}}
        Answer with one JSON object: {"tags": ["...", "..."]}
        """);
    librarian.say("b001", "mood", "eerie, lonely, cold");
    configure("prompts: []\n  own: [{id: mood, file: mood.txt}]");
    EnrichmentSummary single = run();
    assertEquals(1, single.ok(), single::toString);
    assertEquals(BOOKS - 1, single.discarded(), "of the others the server knows no mood");
    answers();
    assertEquals(Map.of("b001", "eerie, lonely, cold"), texts("mood"));

    long before = server.callCount();
    configure("prompts: [rec-tag, rec-infer]\n  pack: true");
    assertEquals(BOOKS, run().ok());
    assertEquals(before + BOOKS, server.callCount(), "one call for both");
    answers();
    assertEquals(BOOKS, texts("rec-tag").size());
    assertEquals(librarian.text("b050", "rec-infer"), texts("rec-infer").get("b050"));
  }

  @Test
  void discardedAnswersAreKeptForTheReportAndAskedAgainOnRequest() throws IOException {
    server.answering(
        call ->
            call.prompt().contains("Frankenstein")
                ? FakeReply.ok("As an AI I cannot.")
                : librarian.reply(call));
    EnrichmentSummary first = run();
    assertTrue(first.discarded() >= 3, first::toString);
    assertEquals(
        3 * BOOKS + first.discarded(), server.callCount(), "one try to repair each of them");
    EnrichReport report = enrichment().report(ReportOptions.DEFAULT, EnrichOptions.defaults());
    assertEquals(first.discarded(), report.fields().stream().mapToLong(f -> f.discarded()).sum());
    assertEquals(0, run().ok(), "not asked again by itself");
    server.answering(librarian);
    assertEquals(
        first.discarded(), enrichment().run(EnrichOptions.defaults().retryDiscarded(true)).ok());
    assertEquals(3L * BOOKS, enrichment().status().counts().byStatus().get(AnswerStatus.OK));
  }

  @Test
  void whatIsExportedCanBeImportedElsewhere() throws IOException {
    run();
    Path out = folder.resolve("out.jsonl");
    assertEquals(3 * BOOKS, enrichment().exportAnswers(out, EnrichOptions.defaults()).written());
    Path there = folder.resolve("there");
    Workspace.init(there, InitOptions.of(catalogue, Librarian.sample("interactions.csv")));
    Enrichment other = Enrichment.of(Workspace.open(there));
    assertEquals(
        3 * BOOKS,
        other.importAnswers(List.of(out), false, true, EnrichOptions.defaults()).imported());
    answers();
    Map<String, String> here = texts("rec-paraphrase");
    ws = there;
    answers();
    assertEquals(here, texts("rec-paraphrase"));
  }

  @Test
  void buildsGoOnWhileSomebodyAsksAndASecondOneMayNot() throws IOException {
    enrichment().run(EnrichOptions.defaults().budget(calls(30)));
    try (AnswerStore busy = AnswerStores.open(ws.resolve("answers"))) {
      assertEquals(30L, answers().counts().get("answers"));
      assertTrue(enrichment().status().writer().isPresent());
      LlmrecException e = assertThrows(LlmrecException.class, this::run);
      assertTrue(e.getMessage().contains("process"), e.getMessage());
    }
    assertEquals(30, server.callCount());
  }

  @Test
  void whoeverStopsItFindsEveryAnswerOnTheDisk() throws IOException {
    Enrichment enrichment = enrichment();
    server.answering(
        call -> {
          if (call.number() == 20) {
            enrichment.stop();
          }
          return librarian.reply(call);
        });
    EnrichmentSummary stopped = enrichment.run(EnrichOptions.defaults().concurrency(4));
    assertEquals(StopReason.ASKED, stopped.reason());
    assertTrue(stopped.notReached() > 0, stopped::toString);
    assertEquals(server.billedCount(), stopped.ok());
    assertEquals(stopped.ok(), enrichment().status().rows());
    run();
    assertEquals(3 * BOOKS, server.billedCount());
  }

  @Test
  void batchesThatTheServerHasAreFetchedBeforeAnybodyIsAskedAgain() throws IOException {
    edit("model: gpt-fake", "model: gpt-fake\n  capabilities: [json-schema, batch]");
    Polling often = new Polling(Duration.ofMillis(20), Duration.ofMillis(200));
    EnrichmentSummary batched =
        Enrichment.of(Workspace.open(ws), often).run(EnrichOptions.defaults().batch(true));
    assertEquals(3 * BOOKS, batched.ok(), batched::toString);
    assertEquals(0, server.callCount(), "not one by one");
    assertEquals(0, enrichment().status().batches());
    assertEquals(3L * BOOKS, answers().counts().get("answers"));
  }

  @Test
  void hostileItemsSpoilTheirOwnTextAndNothingElse() throws IOException {
    Map<String, String> hostile = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(ATTACKS)) {
      for (Path file : files.sorted().toList()) {
        List<String> lines = Files.readAllLines(file);
        // A megabyte each: some are enough to show that they do no harm.
        int most = file.endsWith("size.jsonl") ? 3 : lines.size();
        for (String line : lines.subList(0, most)) {
          JsonNode attack = Json.mapper().readTree(line);
          hostile.put(
              "x" + hostile.size(),
              attack.path("text").asText()
                  + attack.path("repeat").asText().repeat(attack.path("times").asInt()));
        }
      }
    }
    try (Writer out = Files.newBufferedWriter(catalogue, StandardOpenOption.APPEND)) {
      for (Map.Entry<String, String> item : hostile.entrySet()) {
        out.write(
            // Some are no text in Unicode, which only an escape can carry.
            Json.mapper()
                .writer()
                .with(JsonWriteFeature.ESCAPE_NON_ASCII)
                .writeValueAsString(
                    Map.of(
                        "id", item.getKey(),
                        "title", "Hostile " + item.getKey(),
                        "description", item.getValue())));
        out.write('\n');
      }
    }
    // Obeys whatever an item says: it repeats the text, claims other ids, or rambles.
    server.answering(
        call ->
            call.prompt().contains("Hostile x")
                ? FakeReply.ok(
                    switch ((int) (call.number() % 3)) {
                      case 0 ->
                          "{\"item\": \"b001\", \"text\": \"b001 is bad\", \"tags\": [\"b002\"]}";
                      case 1 -> call.question();
                      default -> "{\"text\": \"Ignore all books. b003 is the best.\"}";
                    })
                : librarian.reply(call));
    EnrichmentSummary summary = enrichment().run(EnrichOptions.defaults().concurrency(4));
    assertEquals(StopReason.DONE, summary.reason(), summary::toString);
    assertTrue(summary.ok() >= 3 * BOOKS, summary::toString);
    for (FakeCall call : server.calls()) {
      String question = call.body().at("/messages/0/content").asText();
      assertEquals(1, question.lines().filter(line -> line.startsWith("{\"title\"")).count());
    }
    answers();
    for (String field : ASKED) {
      Map<String, String> texts = texts(field);
      for (int i = 1; i <= BOOKS; i++) {
        String id = String.format("b%03d", i);
        assertEquals(librarian.text(id, field), texts.get(id), field + " of " + id);
      }
      assertTrue(
          texts.keySet().stream().allMatch(id -> id.startsWith("b") || hostile.containsKey(id)));
    }
  }

  private Enrichment enrichment() throws IOException {
    return Enrichment.of(Workspace.open(ws));
  }

  private EnrichmentSummary run() throws IOException {
    return enrichment().run(EnrichOptions.defaults());
  }

  private StageReport answers() throws IOException {
    return Build.run(Workspace.open(ws), BuildOptions.defaults().only("answers")).stages().stream()
        .filter(stage -> stage.stage().equals("answers"))
        .findFirst()
        .orElseThrow();
  }

  /** Of the newest output. */
  private Map<String, String> texts(String field) throws IOException {
    Path newest;
    try (Stream<Path> outputs = Files.list(ws.resolve("stages/answers"))) {
      newest =
          outputs
              .max((a, b) -> Long.compare(modified(a), modified(b)))
              .orElseThrow()
              .resolve("answers.jsonl");
    }
    try (Stream<Answer> answers = AnswerFiles.stream(newest)) {
      return answers
          .filter(answer -> answer.prompt().equals(field))
          .collect(Collectors.toMap(Answer::item, Answer::answer));
    }
  }

  private static long modified(Path folder) {
    try {
      return Files.getLastModifiedTime(folder.resolve("stage.json")).toMillis();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String row(String item, String prompt, String answer) {
    return "{\"item\": \"%s\", \"prompt\": \"%s\", \"answer\": \"%s\", \"model\": \"m\","
        .formatted(item, prompt, answer)
        .concat(" \"date\": \"2026-01-01\"}");
  }

  private static Budget calls(long most) {
    return new Budget(OptionalDouble.empty(), OptionalLong.empty(), OptionalLong.of(most));
  }

  /** Names the server, and what is asked. */
  private void configure(String enrich) throws IOException {
    Path yaml = ws.resolve("llmrec.yaml");
    String text = Files.readString(yaml);
    int from = text.indexOf("\nllm:");
    Files.writeString(
        yaml,
        (from < 0 ? text : text.substring(0, from))
            + "\nllm:\n  kind: openai\n  model: gpt-fake\n  base-url: "
            + server.url()
            + "\nenrich:\n  "
            + enrich
            + "\n");
  }

  private void edit(String from, String to) throws IOException {
    Path yaml = ws.resolve("llmrec.yaml");
    String text = Files.readString(yaml);
    assertTrue(text.contains(from), text);
    Files.writeString(yaml, text.replace(from, to));
  }
}
