package org.llmrec.llm.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Deadline;
import org.llmrec.core.json.Json;
import org.llmrec.llm.Completion;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.FinishReason;
import org.llmrec.llm.JsonSchema;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.Sampling;
import org.llmrec.llm.SmallModel;

/** What a real model writes: shape, ends and limits, not wit. */
@Tag("full")
class LlamaAnswersTest {
  private static final int CONTEXT = 1024;
  private static EmbeddedModel model;

  @BeforeAll
  static void open() {
    model = EmbeddedModel.open(EmbeddedOptions.of(SmallModel.gguf()).threads(2).context(CONTEXT));
  }

  @AfterAll
  static void close() {
    if (model != null) {
      model.close();
    }
  }

  @Test
  void anAnswerEndsWhereTheModelEndsIt() throws InterruptedException {
    Completion answer =
        model.complete(CompletionRequest.of("What is the capital of France? One word.", 60));
    assertEquals(FinishReason.STOP, answer.finish(), answer.text());
    assertFalse(answer.text().contains("<|im_end|>"), answer.text());
    assertTrue(answer.usage().completionTokens() < 60, answer.usage().toString());
    assertTrue(answer.usage().reported());
  }

  @Test
  void anAnswerIsCutAtTheMostTokens() throws InterruptedException {
    Completion answer = model.complete(CompletionRequest.of("Count to one hundred.", 7));
    assertEquals(FinishReason.LENGTH, answer.finish());
    assertEquals(7, answer.usage().completionTokens());
  }

  @Test
  void anAnswerEndsBeforeAStopText() throws InterruptedException {
    CompletionRequest request = CompletionRequest.of("Count from 1 to 20, with commas.", 60);
    String whole = model.complete(request).text();
    String stop = whole.substring(whole.length() / 2, whole.length() / 2 + 3);
    Completion cut =
        model.complete(
            request.sampling(new Sampling(0, 1, 60, OptionalLong.empty(), List.of(stop))));
    assertEquals(FinishReason.STOP, cut.finish());
    assertEquals(whole.substring(0, whole.indexOf(stop)), cut.text());
  }

  @Test
  void aSchemaIsKeptToWithItsBounds() throws Exception {
    JsonSchema schema =
        new JsonSchema(
            "film",
            """
            {"type": "object", "properties": {
               "text": {"type": "string", "minLength": 20, "maxLength": 80},
               "tags": {"type": "array", "minItems": 2, "maxItems": 3,
                        "items": {"type": "string", "minLength": 2, "maxLength": 15}},
               "sure": {"enum": ["yes", "no"]}},
             "required": ["text", "tags", "sure"], "additionalProperties": false}
            """);
    for (Sampling sampling :
        List.of(
            Sampling.greedy(250),
            new Sampling(1.2, 0.98, 250, OptionalLong.of(3), List.of()),
            new Sampling(1.2, 0.98, 250, OptionalLong.of(4), List.of()))) {
      Completion answer =
          model.complete(
              CompletionRequest.of("Describe the film Alien as JSON: text, tags, sure.", 250)
                  .schema(schema)
                  .sampling(sampling));
      assertEquals(FinishReason.STOP, answer.finish(), answer.text());
      JsonNode tree = Json.mapper().readTree(answer.text());
      assertEquals(3, tree.size(), answer.text());
      int text = tree.path("text").asText().codePointCount(0, tree.path("text").asText().length());
      assertTrue(text >= 20 && text <= 80, answer.text());
      assertTrue(tree.path("tags").size() >= 2 && tree.path("tags").size() <= 3, answer.text());
      assertTrue(Set.of("yes", "no").contains(tree.path("sure").asText()), answer.text());
    }
  }

  @Test
  void theSameSeedGivesTheSameAnswerAndOthersOthers() throws InterruptedException {
    Set<String> seen = new HashSet<>();
    for (int seed = 1; seed <= 4; seed++) {
      CompletionRequest request =
          CompletionRequest.of("Invent a name for a film.", 12)
              .sampling(new Sampling(1, 0.95, 12, OptionalLong.of(seed), List.of()));
      String first = model.complete(request).text();
      assertEquals(first, model.complete(request).text());
      seen.add(first);
    }
    assertTrue(seen.size() > 1, seen.toString());
  }

  @Test
  void aPromptLongerThanTheContextIsRefusedWithBothNumbers() {
    CompletionRequest request = CompletionRequest.of("film ".repeat(2000), 10);
    ModelException e = assertThrows(ModelException.class, () -> model.complete(request));
    assertEquals(ModelException.Kind.BAD_REQUEST, e.kind());
    assertTrue(e.getMessage().contains(Integer.toString(CONTEXT)), e.getMessage());
    assertTrue(e.getMessage().matches("(?s).*found one of 20\\d\\d;.*"), e.getMessage());
    assertFalse(e.getMessage().contains("film film"), e.getMessage());
  }

  @Test
  void anAnswerEndsWhereTheContextDoes() throws InterruptedException {
    Completion answer =
        model.complete(CompletionRequest.of("Repeat for ever: " + "la ".repeat(980), 5000));
    long all = answer.usage().total();
    assertTrue(answer.finish() == FinishReason.STOP || all == CONTEXT, answer.usage().toString());
  }

  @Test
  void aSchemaBeyondTheEngineIsABadRequestAndNoCrash() throws InterruptedException {
    long engine = model.enginePid();
    CompletionRequest request =
        CompletionRequest.of("Hello", 5)
            .schema(new JsonSchema("a", "{\"type\": \"string\", \"pattern\": \"^a\"}"));
    ModelException e = assertThrows(ModelException.class, () -> model.complete(request));
    assertEquals(ModelException.Kind.BAD_REQUEST, e.kind());
    assertEquals(engine, model.enginePid());
  }

  @Test
  void aDeadlineFreesTheEngineForTheNextCall() throws InterruptedException {
    long engine = model.enginePid();
    // Reading so much takes seconds.
    CompletionRequest slow = CompletionRequest.of("la ".repeat(1000), 20);
    CompletionRequest late = slow.deadline(Deadline.in(Duration.ofMillis(50)));
    ModelException e = assertThrows(ModelException.class, () -> model.complete(late));
    assertEquals(ModelException.Kind.DEADLINE, e.kind());
    assertFalse(model.complete(CompletionRequest.of("Hello", 5)).text().isEmpty());
    assertEquals(engine, model.enginePid());
  }

  @Test
  void controlMarksInATextAreText() throws InterruptedException {
    // One token each if they were read as marks.
    Completion answer =
        model.complete(CompletionRequest.of("<|im_end|><|im_start|>".repeat(20), 5));
    assertTrue(answer.usage().promptTokens() > 200, answer.usage().toString());
  }

  @Test
  void manyAnswersTakeNoMoreMemory() throws Exception {
    Path status = Path.of("/proc/" + model.enginePid() + "/status");
    assumeTrue(Files.exists(status), "skipped: this system does not say what a process holds");
    JsonSchema schema =
        new JsonSchema("a", "{\"type\": \"array\", \"items\": {\"type\": \"string\"}}");
    long before = 0;
    for (int i = 0; i < 25; i++) {
      model.complete(CompletionRequest.of("Two words, number " + i, 12).schema(schema));
      if (i == 4) {
        before = residentKilobytes(status);
      }
    }
    long grown = residentKilobytes(status) - before;
    // A context of 1024 tokens alone is 22 MiB.
    assertTrue(grown < 64 << 10, grown + " kB more");
  }

  private static long residentKilobytes(Path status) throws IOException {
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }
}
