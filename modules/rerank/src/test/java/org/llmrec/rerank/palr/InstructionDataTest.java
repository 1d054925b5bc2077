package org.llmrec.rerank.palr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.json.Json;
import org.llmrec.data.protocol.Protocol;
import org.llmrec.data.protocol.ProtocolOptions;
import org.llmrec.data.protocol.ProtocolSplit;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.rerank.Candidate;
import org.llmrec.rerank.chat.Crowd;
import org.llmrec.rerank.history.History;
import org.llmrec.rerank.history.HistoryItem;
import org.llmrec.rerank.history.TrainingHistories;

/** Examples to tune by, and how a tuned model is judged. */
class InstructionDataTest {

  @Test
  void targetsAreAlwaysAmongTheCandidatesAndNothingIsOfTheHistoryOrHeldOut() {
    for (long seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      InteractionTable table = Crowd.draw(seed, 30, 80, 40);
      ProtocolSplit split = ProtocolSplit.of(table, ProtocolOptions.of(Protocol.A_TRAIN, seed));
      TrainingHistories histories = histories(split.testing());
      int targets = 1 + random.nextInt(12);
      InstructionOptions options =
          new InstructionOptions(
              1 + random.nextInt(20),
              targets,
              targets + random.nextInt(30),
              random.nextBoolean(),
              seed);
      InstructionData data = new InstructionData(histories, options);
      for (int user = 0; user < histories.users().size(); user++) {
        String label = "seed " + seed + ", user " + user;
        // Refuses a target that is no candidate.
        Optional<Sample> made = data.retrieval(user);
        assertEquals(histories.size(user) > 1, made.isPresent(), label);
        if (made.isEmpty()) {
          continue;
        }
        Sample sample = made.get();
        List<String> own = histories.of(user).items().stream().map(HistoryItem::id).toList();
        List<String> candidates = sample.candidates().orElseThrow();
        assertEquals(candidates.size(), Set.copyOf(candidates).size(), label);
        assertTrue(candidates.size() <= options.candidates(), label);
        assertTrue(sample.history().size() <= options.latest(), label);
        int met = sample.targets().size() - sample.enriched();
        int from = own.size() - met;
        assertEquals(own.subList(from, own.size()), sample.targets().subList(0, met), label);
        assertEquals(own.subList(from - sample.history().size(), from), sample.history(), label);
        Set<String> others = new HashSet<>(candidates);
        sample.targets().subList(0, met).forEach(others::remove);
        own.forEach(item -> assertFalse(others.contains(item), label));
        assertEquals(data.recommend(user).orElseThrow().targets(), sample.targets(), label);
      }
    }
  }

  @Test
  void negativesAreOfTheSameKeywordsOrMetByTheSamePeopleFirst() {
    TrainingHistories histories = histories(TrainingData.everything(Crowd.draw(1, 60, 90, 12)));
    InstructionData data =
        new InstructionData(histories, new InstructionOptions(20, 2, 8, false, 1));
    int user = IntStream.range(0, 60).filter(u -> histories.size(u) >= 4).findFirst().orElseThrow();
    Sample sample = data.retrieval(user).orElseThrow();
    Set<String> keywords = new HashSet<>();
    sample.targets().forEach(id -> keywords.addAll(item(id).keywords()));
    long alike =
        sample.candidates().orElseThrow().stream()
            .filter(id -> !sample.targets().contains(id))
            .filter(id -> item(id).keywords().stream().anyMatch(keywords::contains))
            .count();
    assertEquals(8, sample.candidates().orElseThrow().size());
    assertTrue(alike >= 3, "half of the 6 negatives, found " + alike);
  }

  @Test
  void aShortListIsFilledUpWithWhatTheSamePeopleMet() {
    InteractionTable.Builder rows = new InteractionTable.Builder();
    // Users 1 to 4 met items 0, 1 and 5; user 0 met 0 and 1; others met 6 to 9 alone.
    for (int user = 0; user < 5; user++) {
      rows.add(user, 0, 1, 1);
      rows.add(user, 1, 1, 2);
      if (user > 0) {
        rows.add(user, 5, 1, 3);
      }
    }
    for (int user = 5; user < 20; user++) {
      rows.add(user, 6 + user % 4, 1, 1);
    }
    InteractionTable table =
        rows.build(
            Ids.of(IntStream.range(0, 20).mapToObj(u -> "u" + u).toList()),
            Ids.of(IntStream.range(0, 10).mapToObj(i -> "i" + i).toList()));
    InstructionData data =
        new InstructionData(
            histories(TrainingData.everything(table)), new InstructionOptions(20, 3, 5, true, 1));
    Sample sample = data.retrieval(0).orElseThrow();
    assertEquals(List.of("i0"), sample.history());
    assertEquals(List.of("i1", "i5"), sample.targets());
    assertEquals(1, sample.enriched());
    assertFalse(sample.candidates().orElseThrow().contains("i4"), "nobody met it in training");
  }

  @Test
  void samplesAreWrittenAsJsonLinesOfThreeFields(@TempDir Path folder) throws IOException {
    InstructionData data =
        new InstructionData(
            histories(TrainingData.everything(Crowd.draw(2, 5, 30, 20))),
            new InstructionOptions(20, 3, 6, false, 1));
    List<Sample> samples = new ArrayList<>();
    for (int user = 0; user < 5; user++) {
      data.recommend(user).ifPresent(samples::add);
      data.retrieval(user).ifPresent(samples::add);
    }
    Path file = folder.resolve("tune.jsonl");
    InstructionData.write(file, samples.stream());
    List<String> lines = Files.readAllLines(file);
    assertEquals(samples.size(), lines.size());
    for (int i = 0; i < lines.size(); i++) {
      assertTrue(lines.get(i).startsWith("{\"instruction\":"), lines.get(i));
      assertEquals(
          samples.get(i).instruction(), Json.mapper().readValue(lines.get(i), Instruction.class));
    }
    Sample last = samples.getLast();
    assertTrue(last.instruction().input().contains("The candidates"), last::toString);
    assertEquals(
        last.targets().stream().map(id -> "title of " + id).toList(),
        List.of(Json.mapper().readValue(last.instruction().output(), String[].class)));
  }

  @Test
  void aSampleWhoseTargetCannotBeChosenCannotBeMade() {
    Instruction words = new Instruction("", "", "");
    assertThrows(
        IllegalArgumentException.class,
        () -> new Sample("u", List.of("a"), List.of("b"), 0, Optional.of(List.of("c")), words));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Sample("u", List.of("a"), List.of("a"), 0, Optional.empty(), words));
  }

  @Test
  void aTargetThatTheRetrieverMissedScoresNothing() {
    List<Candidate> found =
        List.of(new Candidate("a", "A", 0), new Candidate("b", "B", 0), new Candidate("c", "C", 0));
    PalrCase missed = PalrCase.of(found, History.NONE, Set.of("z"), 1);
    assertEquals(List.of("a", "b", "c"), missed.candidates().ids().stream().sorted().toList());
    assertEquals(0, missed.ceiling());
    // Not even where the model names it out of the blue.
    assertEquals(0, missed.score(List.of("z", "a"), 10).hit());
    assertEquals(0, missed.score(List.of("z", "a"), 10).ndcg());
    PalrCase half = PalrCase.of(found, History.NONE, Set.of("z", "b"), 1);
    assertEquals(0.5, half.ceiling());
    assertEquals(0.5, half.score(List.of("b", "b", "z"), 10).recall());
    assertEquals(1, half.score(List.of("b"), 10).reciprocalRank());
    assertThrows(
        IllegalArgumentException.class, () -> PalrCase.of(found, History.NONE, Set.of(), 1));
  }

  @Test
  void atTestTimeTargetsAreCandidatesAsOftenAsTheRetrieverFindsThem() {
    Random random = new Random(11);
    int found = 0;
    double ceilings = 0;
    int cases = 500;
    for (int n = 0; n < cases; n++) {
      List<Candidate> retrieved = new ArrayList<>();
      IntStream.range(0, 100)
          .filter(i -> random.nextInt(2) == 0)
          .forEach(i -> retrieved.add(new Candidate("i" + i, "t" + i, 0)));
      String target = "i" + random.nextInt(100);
      found += retrieved.stream().anyMatch(c -> c.id().equals(target)) ? 1 : 0;
      PalrCase each = PalrCase.of(retrieved, History.NONE, Set.of(target), n);
      assertEquals(retrieved.size(), each.candidates().shown().size(), "nothing was added");
      ceilings += each.ceiling();
    }
    assertEquals(found, ceilings, 1e-9);
    assertTrue(found < cases);
  }

  private static HistoryItem item(String id) {
    int number = Integer.parseInt(id.substring(1));
    return HistoryItem.of(id, "title of " + id).keywords(List.of("genre " + number % 7));
  }

  private static TrainingHistories histories(TrainingData training) {
    return new TrainingHistories(training, InstructionDataTest::item, false);
  }
}
