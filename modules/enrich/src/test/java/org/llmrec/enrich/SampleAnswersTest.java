package org.llmrec.enrich;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Interaction;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;
import org.llmrec.data.catalogue.CatalogueFiles;
import org.llmrec.data.catalogue.CatalogueImport;
import org.llmrec.data.catalogue.CatalogueSource;
import org.llmrec.data.catalogue.ImportedCatalogue;
import org.llmrec.data.interaction.Feedback;
import org.llmrec.data.interaction.InteractionImport;
import org.llmrec.data.interaction.InteractionSource;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.record.Rejects;
import org.llmrec.data.simulate.SimulatedReaders;
import org.llmrec.data.simulate.SimulatorOptions;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.enrich.answer.Answer;
import org.llmrec.enrich.answer.AnswerCounts;
import org.llmrec.enrich.answer.AnswerFiles;
import org.llmrec.enrich.answer.AnswerGraphs;
import org.llmrec.enrich.answer.AnswerImport;
import org.llmrec.enrich.answer.AnswerReader;
import org.llmrec.enrich.neighbour.Neighbour;
import org.llmrec.enrich.neighbour.PersonalisedPageRank;
import org.llmrec.enrich.prompt.PromptTemplate;

/** Our own sample keeps what its README promises. */
class SampleAnswersTest {
  private static final Path SAMPLE = Path.of(System.getProperty("llmrec.root"), "data", "sample");

  /** The population that the engagement answers saw: README of the sample. */
  private static final SimulatorOptions POPULATION =
      new SimulatorOptions(1_000, 99, "sim-n", 6, 5, 0);

  @TempDir Path folder;

  @Test
  void everyAnswerIsTakenAndEveryPromptVersionExists() throws IOException {
    ImportedCatalogue catalogue = catalogue();
    AnswerCounts counts;
    try (Rejects rejects = Rejects.refusing()) {
      counts =
          AnswerImport.run(
              List.of(SAMPLE.resolve("answers.jsonl")),
              catalogue.items(),
              folder.resolve("answers.jsonl"),
              rejects,
              Progress.silent());
    }
    assertEquals(500, counts.accepted());
    Map<String, Integer> perPrompt = new TreeMap<>();
    Set<String> texts = new HashSet<>();
    try (Stream<Answer> answers = AnswerFiles.stream(folder.resolve("answers.jsonl"))) {
      answers.forEach(
          answer -> {
            perPrompt.merge(answer.prompt(), 1, Integer::sum);
            assertEquals(
                answer.version(),
                PromptTemplate.load(answer.prompt(), answer.version()).version(),
                answer::toString);
            assertTrue(texts.add(answer.answer()), () -> "twice: " + answer);
          });
    }
    for (String prompt : PromptTemplate.IDS) {
      boolean forAll = prompt.startsWith("rec-") && !prompt.equals("rec-eng");
      assertEquals(forAll ? 100 : 40, perPrompt.get(prompt), prompt);
    }
  }

  @Test
  void neighboursAreThoseOfAPopulationThatNobodyIsEvaluatedOn() throws IOException {
    ImportedCatalogue catalogue = catalogue();
    List<Item> items = CatalogueFiles.read(folder.resolve("catalogue.jsonl"));
    Path ratings = folder.resolve("population.csv");
    SimulatedReaders.write(ratings, items, POPULATION);
    String graph = Hashes.sha256(ratings);
    Path imported = folder.resolve("interactions.csv");
    try (Rejects rejects = Rejects.refusing()) {
      InteractionImport.run(
          InteractionSource.ratings(ratings, 4),
          catalogue.items(),
          imported,
          rejects,
          Progress.silent());
    }
    InteractionTable positives =
        InteractionTable.read(imported).positives(new Feedback.Threshold(4));
    PersonalisedPageRank ranks =
        PersonalisedPageRank.of(
            TrainingData.everything(positives), PersonalisedPageRank.Options.defaults());
    Map<String, List<String>> pinned = new HashMap<>();
    for (String line : Files.readAllLines(SAMPLE.resolve("neighbours.jsonl"))) {
      JsonNode node = Json.mapper().readTree(line);
      List<String> neighbours = new ArrayList<>();
      node.path("neighbours").forEach(n -> neighbours.add(n.asText()));
      pinned.put(node.path("item").asText(), neighbours);
    }
    assertEquals(40, pinned.size());
    pinned.forEach(
        (item, neighbours) ->
            assertEquals(
                neighbours,
                ranks.neighbours(item, PersonalisedPageRank.DEFAULT_NEIGHBOURS).stream()
                    .map(Neighbour::item)
                    .toList(),
                item));
    for (String line : Files.readAllLines(SAMPLE.resolve("answers.jsonl"))) {
      JsonNode answer = Json.mapper().readTree(line);
      if (answer.path("prompt").asText().contains("eng")) {
        assertEquals(graph, answer.path("graph").asText(), line);
      }
    }
    // So they go with the sample's readers only where somebody declares that nobody is in both.
    AnswerGraphs graphs;
    try (Rejects rejects = Rejects.refusing();
        AnswerReader reader =
            new AnswerReader(
                SAMPLE.resolve("answers.jsonl"), catalogue.items(), PromptTemplate.IDS, rejects)) {
      List<Answer> answers = new ArrayList<>();
      for (Answer answer = reader.next(); answer != null; answer = reader.next()) {
        answers.add(answer);
      }
      graphs = AnswerGraphs.of(answers.stream());
    }
    assertEquals(Map.of(graph, 80L), graphs.answers());
    TrainingData sample = TrainingData.everything(positives);
    assertThrows(ConfigException.class, () -> graphs.checkedFor(sample, Set.of()));
    graphs.checkedFor(sample, Set.of(graph));
    Set<String> readers = new HashSet<>();
    for (Interaction interaction : interactions()) {
      readers.add(interaction.user());
    }
    assertTrue(readers.stream().noneMatch(r -> r.startsWith(POPULATION.prefix())));
  }

  private ImportedCatalogue catalogue() throws IOException {
    try (Rejects rejects = Rejects.refusing()) {
      return CatalogueImport.run(
          CatalogueSource.of(SAMPLE.resolve("catalogue.jsonl")),
          folder.resolve("catalogue.jsonl"),
          rejects,
          Progress.silent());
    }
  }

  private List<Interaction> interactions() throws IOException {
    List<Interaction> all = new ArrayList<>();
    try (Rejects rejects = Rejects.refusing()) {
      InteractionImport.run(
          InteractionSource.ratings(SAMPLE.resolve("interactions.csv"), 4),
          catalogue().items(),
          folder.resolve("sample.csv"),
          rejects,
          Progress.silent());
    }
    InteractionTable table = InteractionTable.read(folder.resolve("sample.csv"));
    for (int row = 0; row < table.size(); row++) {
      all.add(table.interaction(row));
    }
    return all;
  }
}
