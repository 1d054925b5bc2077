package org.llmrec.enrich.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Item;
import org.llmrec.core.json.Json;
import org.llmrec.enrich.prompt.AnswerForm;
import org.llmrec.enrich.prompt.PromptTemplate;
import org.llmrec.llm.Completion;
import org.llmrec.llm.FinishReason;
import org.llmrec.llm.Usage;

/** Answers that a large model really gave are found good, and are kept word by word. */
class RealAnswersTest {
  private static final Path ROOT = Path.of(System.getProperty("llmrec.root"));

  private final AnswerChecker checker = new AnswerChecker(Optional.of(Locale.ENGLISH));

  @Test
  void theSamplesAnswersAreGoodForBothVersions() throws IOException {
    Map<String, Item> items = new HashMap<>();
    for (JsonNode line : lines(ROOT.resolve("data/sample/catalogue.jsonl"))) {
      items.put(line.path("id").asText(), item(line, "categories"));
    }
    List<JsonNode> answers = lines(ROOT.resolve("data/sample/answers.jsonl"));
    assertEquals(500, answers.size());
    for (JsonNode answer : answers) {
      List<Item> neighbours = new ArrayList<>();
      answer.path("neighbours").forEach(n -> neighbours.add(items.get(n.asText())));
      for (int version = 1; version <= PromptTemplate.LATEST; version++) {
        assertEquals(
            List.of(),
            problems(answer, version, items.get(answer.path("item").asText()), neighbours),
            answer::toString);
      }
    }
  }

  /** A larger corpus, about films; lies beside the sources where they are worked on. */
  @Test
  @Tag("full")
  void nineThousandAnswersAboutFilmsAreGood() throws IOException {
    Path folder = ROOT.resolve("../shared/data/movielens-small");
    assumeTrue(Files.exists(folder.resolve("enrichment.jsonl")), "no corpus here");
    Map<String, Item> items = new HashMap<>();
    for (JsonNode line : lines(folder.resolve("items.jsonl"))) {
      items.put(line.path("id").asText(), item(line, "genres"));
    }
    List<String> bad = new ArrayList<>();
    List<JsonNode> answers = lines(folder.resolve("enrichment.jsonl"));
    for (JsonNode answer : answers) {
      Item item = items.get(answer.path("item").asText());
      List<String> problems = problems(answer, PromptTemplate.LATEST, item, List.of());
      if (!problems.isEmpty()) {
        bad.add(problems + " " + answer);
      }
    }
    assertEquals(9_012, answers.size());
    assertEquals(List.of(), bad);
  }

  private List<String> problems(JsonNode answer, int version, Item item, List<Item> neighbours) {
    PromptTemplate prompt = PromptTemplate.load(answer.path("prompt").asText(), version);
    String text = answer.path("answer").asText();
    boolean tags = prompt.form(prompt.id()).kind() == AnswerForm.Kind.TAGS;
    String sent = text;
    if (prompt.schema().isPresent()) {
      ObjectNode object = Json.mapper().createObjectNode();
      if (tags) {
        List.of(text.split(", ")).forEach(object.putArray("tags")::add);
      } else {
        object.put("text", text);
      }
      sent = object.toString();
    }
    Verdict verdict =
        checker.check(
            prompt,
            prompt.render(item, neighbours),
            new Completion(sent, FinishReason.STOP, Usage.NONE, Duration.ZERO, "m"));
    if (verdict.good() && !verdict.texts().equals(Map.of(prompt.id(), text))) {
      return List.of("changed: " + verdict.texts());
    }
    return verdict.problems();
  }

  private static Item item(JsonNode line, String categories) {
    List<String> names = new ArrayList<>();
    line.path(categories).forEach(name -> names.add(name.asText()));
    Map<String, String> attributes = new LinkedHashMap<>();
    line.path("attributes")
        .properties()
        .forEach(a -> attributes.put(a.getKey(), a.getValue().asText()));
    return new Item(
        line.path("id").asText(),
        line.path("title").asText(),
        line.path("description").asText(),
        names,
        attributes);
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      lines.add(Json.mapper().readTree(line));
    }
    return lines;
  }
}
