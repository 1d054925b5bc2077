package org.llmrec.enrich.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Item;
import org.llmrec.enrich.job.Question;
import org.llmrec.enrich.job.Questions;
import org.llmrec.enrich.neighbour.NeighbourSource;
import org.llmrec.enrich.prompt.Prompt;
import org.llmrec.enrich.prompt.PromptPack;
import org.llmrec.enrich.prompt.PromptTemplate;
import org.llmrec.enrich.store.AnswerKey;
import org.llmrec.enrich.store.AnswerStatus;
import org.llmrec.enrich.store.AnswerStore;
import org.llmrec.enrich.store.AnswerStores;
import org.llmrec.enrich.store.StoredAnswer;
import org.llmrec.llm.Sampling;

class AnswerLookupTest {
  @TempDir Path folder;
  private final AnswerStore store = AnswerStores.inMemory();
  private final AnswerLookup lookup = new AnswerLookup(store);

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  private static Questions questions(Prompt... prompts) {
    return new Questions(List.of(prompts), NeighbourSource.none(), "model", Sampling.greedy(400));
  }

  private void put(AnswerKey key, String item, Prompt prompt, AnswerStatus status, String answer) {
    put(key, item, prompt.id(), prompt.version(), status, answer);
  }

  private void put(
      AnswerKey key, String item, String prompt, int version, AnswerStatus status, String answer) {
    store
        .put(
            new StoredAnswer(
                key,
                item,
                prompt,
                version,
                status == AnswerStatus.IMPORTED ? "theirs" : "model",
                "",
                status,
                answer,
                "",
                "stop",
                1,
                1,
                0,
                1,
                "then",
                List.of("n"),
                "g"))
        .join();
  }

  private static Optional<String> text(FieldAnswer answer) {
    return answer.text();
  }

  @Test
  void ourOwnAnswerGoesBeforeAnImportedOne() throws IOException {
    Prompt tag = PromptTemplate.load("rec-tag", 2);
    Questions questions = questions(tag);
    List<Item> items = LookupItems.of("1", "2", "3", "4", "5");
    List<Question> asked = questions.about(items.stream()).toList();
    for (String item : List.of("1", "2", "3")) {
      put(AnswerKey.imported(item, "rec-tag"), item, "rec-tag", 0, AnswerStatus.IMPORTED, "theirs");
    }
    put(asked.get(0).key(), "1", tag, AnswerStatus.OK, "ours");
    put(asked.get(1).key(), "2", tag, AnswerStatus.DISCARDED, "bad");
    put(asked.get(3).key(), "4", tag, AnswerStatus.FAILED, "");
    List<FieldAnswer> found = lookup.find(asked);
    assertEquals(
        List.of(
            Optional.of("ours"),
            Optional.of("theirs"),
            Optional.of("theirs"),
            Optional.empty(),
            Optional.empty()),
        found.stream().map(AnswerLookupTest::text).toList());
    assertEquals(AnswerStatus.FAILED, found.get(3).row().orElseThrow().status(), "says why");
    assertTrue(found.get(4).row().isEmpty(), "nothing was asked");
    assertEquals(
        Optional.of(new Answer("1", "rec-tag", 2, "ours", "model", "then", List.of("n"), "g")),
        found.get(0).answer());
    assertTrue(found.get(3).answer().isEmpty());
    // The same by item.
    List<Map<String, FieldAnswer>> byItem =
        lookup.find(items, Optional.of(questions), List.of("eng", "rec-tag"));
    for (int i = 0; i < found.size(); i++) {
      assertEquals(List.of("rec-tag", "eng"), List.copyOf(byItem.get(i).keySet()));
      assertEquals(found.get(i), byItem.get(i).get("rec-tag"));
      assertTrue(byItem.get(i).get("eng").row().isEmpty());
    }
  }

  @Test
  void aPackFillsSeveralFieldsAndImportsFillItsGaps() throws IOException {
    PromptPack pack =
        PromptPack.of(
            List.of(PromptTemplate.load("rec-paraphrase", 2), PromptTemplate.load("rec-tag", 2)));
    List<Question> asked = questions(pack).about(LookupItems.of("1", "2").stream()).toList();
    put(
        asked.get(0).key(),
        "1",
        pack,
        AnswerStatus.WARNED,
        "{\"rec-paraphrase\":\"A \\\"text\\\".\"}");
    put(AnswerKey.imported("1", "rec-tag"), "1", "rec-tag", 0, AnswerStatus.IMPORTED, "a, b");
    put(
        AnswerKey.imported("2", "rec-paraphrase"),
        "2",
        "rec-paraphrase",
        1,
        AnswerStatus.IMPORTED,
        "T");
    List<FieldAnswer> found = lookup.find(asked);
    assertEquals(
        List.of("rec-paraphrase", "rec-tag", "rec-paraphrase", "rec-tag"),
        found.stream().map(FieldAnswer::field).toList());
    assertEquals(
        List.of(
            Optional.of("A \"text\"."), Optional.of("a, b"), Optional.of("T"), Optional.empty()),
        found.stream().map(AnswerLookupTest::text).toList());
    assertEquals(
        Answer.NO_VERSION,
        found.get(0).answer().orElseThrow().version(),
        "the pack's version is not the field's");
    assertEquals("rec-paraphrase", found.get(0).answer().orElseThrow().prompt());
  }

  @Test
  void anAnswerIsHeldToTheGraphThatItsQuestionIsAskedByNow() throws IOException {
    Prompt eng = PromptTemplate.latest("eng");
    List<Item> items = LookupItems.of("1", "2");
    Question before = askedBy("before", eng, items);
    put(before.key(), "1", eng, AnswerStatus.OK, "They share the sea.");
    // The same neighbour by newer interactions.
    Question after = askedBy("after", eng, items);
    assertEquals(before.key(), after.key());
    assertEquals("before", lookup.find(List.of(before)).get(0).answer().orElseThrow().graph());
    Answer answer = lookup.find(List.of(after)).get(0).answer().orElseThrow();
    assertEquals("after", answer.graph());
    assertEquals(List.of("2"), answer.neighbours());
  }

  private static Question askedBy(String graph, Prompt prompt, List<Item> items)
      throws IOException {
    NeighbourSource source = item -> new NeighbourSource.Near(items.subList(1, 2), graph);
    return new Questions(List.of(prompt), source, "model", Sampling.greedy(400))
        .about(items.get(0))
        .get(0);
  }

  @Test
  void itemsWithTheSameTextShareAnAnswerAndKeepTheirNames() throws IOException {
    Prompt tag = PromptTemplate.load("rec-tag", 2);
    List<Item> twins =
        List.of(
            new Item("1", "Same", "Same", List.of(), Map.of()),
            new Item("2", "Same", "Same", List.of(), Map.of()));
    List<Question> asked = questions(tag).about(twins.stream()).toList();
    assertEquals(asked.get(0).key(), asked.get(1).key());
    put(asked.get(0).key(), "1", tag, AnswerStatus.OK, "ours");
    List<FieldAnswer> found = lookup.find(asked);
    assertEquals("2", found.get(1).answer().orElseThrow().item());
    Path out = folder.resolve("out.jsonl");
    assertEquals(new ExportCounts(2, 0), StoreExport.write(out, found.stream()));
    assertEquals(2, Files.readAllLines(out).size());
  }
}
