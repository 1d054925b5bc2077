package org.llmrec.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Deadline;
import org.llmrec.core.json.Json;

/** Our client against llama.cpp's own server: protocol and shape, not wit. */
@Tag("full")
class LlamaServerTest extends LanguageModelContract {
  private static LlamaServer server;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    server = LlamaServer.start(SmallModel.gguf(), SmallModel.python());
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  protected LanguageModel open() {
    return LanguageModels.open(
        new ModelSettings(
            "openai", "smollm2", Map.of("base-url", server.url().toString()), Path.of(".")));
  }

  @Override
  protected Set<Capability> expected() {
    return EnumSet.of(Capability.JSON_SCHEMA, Capability.SEED, Capability.FIRST_TOKEN_SCORES);
  }

  @Override
  protected OptionalLong calls() {
    return OptionalLong.empty();
  }

  @Override
  protected ScoreRequest scoreRequest() {
    return new ScoreRequest(
        List.of(Message.user("What is the capital of France? Answer with the name of the city.")),
        List.of("Paris", "The"),
        Deadline.none());
  }

  @Test
  void usageIsThatOfTheServer() throws InterruptedException {
    try (LanguageModel model = open()) {
      Completion answer = model.complete(CompletionRequest.of("Count to one hundred.", 7));
      assertEquals(FinishReason.LENGTH, answer.finish());
      assertEquals(7, answer.usage().completionTokens());
      assertTrue(answer.usage().reported());
      assertTrue(answer.usage().promptTokens() > 5, answer.usage().toString());
    }
  }

  @Test
  void boundsOfASchemaAreKept() throws Exception {
    JsonSchema schema =
        new JsonSchema(
            "tags",
            """
            {"type": "object", "properties": {"tags": {"type": "array", "minItems": 3,
             "maxItems": 3, "items": {"type": "string", "minLength": 2, "maxLength": 12}}},
             "required": ["tags"], "additionalProperties": false}
            """);
    try (LanguageModel model = open()) {
      Completion answer =
          model.complete(CompletionRequest.of("Three tags for a film.", 100).schema(schema));
      JsonNode tags = Json.mapper().readTree(answer.text()).path("tags");
      assertEquals(3, tags.size(), answer.text());
      tags.forEach(
          tag ->
              assertTrue(tag.asText().length() >= 2 && tag.asText().length() <= 12, tag::asText));
    }
  }

  @Test
  void greedyAnswersAndThoseOfASeedComeAgain() throws InterruptedException {
    try (LanguageModel model = open()) {
      CompletionRequest greedy = CompletionRequest.of("Name a colour.", 12);
      assertEquals(model.complete(greedy).text(), model.complete(greedy).text());
      CompletionRequest drawn =
          greedy.sampling(new Sampling(0.9, 0.95, 12, OptionalLong.of(5), List.of()));
      assertEquals(model.complete(drawn).text(), model.complete(drawn).text());
    }
  }

  @Test
  void aPromptThatIsTooLongIsABadRequest() {
    try (LanguageModel model = open()) {
      CompletionRequest request = CompletionRequest.of("a film ".repeat(4000), 5);
      ModelException e = assertThrows(ModelException.class, () -> model.complete(request));
      assertEquals(ModelException.Kind.BAD_REQUEST, e.kind());
    }
  }
}
