package org.llmrec.encode.pair;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmrec.core.Deadline;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.encode.EncoderOptions;
import org.llmrec.encode.internal.NativeHandles;
import org.llmrec.encode.pair.TinyScorers.Golden;

/** The scores are the reference's, whatever the company a pair is scored in. */
class OnnxPairScorerTest {
  @TempDir static Path shared;

  private static Path folder;
  private static PairScorer scorer;
  private static List<Pair> pairs;

  @BeforeAll
  static void open() throws IOException {
    folder = TinyScorers.in(shared.resolve("one"), TinyScorers.ONE);
    scorer = TinyScorers.open(folder, 2, 256);
    pairs = TinyScorers.golden(TinyScorers.ONE).stream().map(Golden::pair).toList();
  }

  @AfterAll
  static void close() {
    scorer.close();
  }

  @ParameterizedTest
  @CsvSource({"tiny-one, 1, 16", "tiny-one, 2, 1024", "tiny-two, 2, 128"})
  void agreesWithSentenceTransformers(String name, int workers, int budget, @TempDir Path empty)
      throws IOException {
    List<Golden> golden = TinyScorers.golden(name);
    List<Pair> all = golden.stream().map(Golden::pair).toList();
    try (PairScorer each = TinyScorers.open(TinyScorers.in(empty, name), workers, budget)) {
      PairScores scores = each.score(all);
      for (int i = 0; i < golden.size(); i++) {
        Golden g = golden.get(i);
        assertEquals(g.score(), scores.values()[i], 1e-5, g.name());
        assertEquals(g.pieces() > 64, scores.cut()[i], g.name());
      }
      assertTrue(scores.complete());
      assertEquals(golden.size(), scores.count());
      assertEquals(golden.stream().filter(g -> g.pieces() > 64).count(), scores.truncated());
    }
  }

  @Test
  void theCompanyOfAPairAndTheOptionsChangeNothing() throws IOException {
    float[] together = scorer.score(pairs).values();
    for (int i = 0; i < pairs.size(); i++) {
      assertEquals(together[i], scorer.score(pairs.subList(i, i + 1)).values()[0], 1e-6);
    }
    try (PairScorer other = TinyScorers.open(folder, 1, 16)) {
      assertArrayEquals(together, other.score(pairs).values(), 1e-6f);
    }
    assertArrayEquals(together, scorer.score(pairs).values());
  }

  @Test
  void theOrderOfTheCallIsTheOrderOfTheAnswer() {
    float[] before = scorer.score(pairs).values();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(8));
    float[] after = scorer.score(order.stream().map(pairs::get).toList()).values();
    for (int i = 0; i < order.size(); i++) {
      assertEquals(before[order.get(i)], after[i], 1e-6);
    }
  }

  @Test
  void itMattersWhichOfTheTwoIsTheQuery() {
    float[] scores =
        scorer
            .score(List.of(new Pair("a robot", "the moon"), new Pair("the moon", "a robot")))
            .values();
    assertTrue(Math.abs(scores[0] - scores[1]) > 1e-3, scores[0] + " " + scores[1]);
  }

  @Test
  void oneQueryAndManyTexts() {
    float[] scores = scorer.score("robot", List.of("moon", "star")).values();
    assertArrayEquals(
        scorer.score(List.of(new Pair("robot", "moon"), new Pair("robot", "star"))).values(),
        scores);
  }

  @Test
  void equalPairsAreReadOnceAndCountedEach() {
    String wordy = "moon ".repeat(100);
    PairScores once = scorer.score(List.of(new Pair("robot", wordy)));
    PairScores thrice = scorer.score("robot", List.of(wordy, wordy, wordy));
    assertEquals(64, once.pieces());
    assertEquals(64, thrice.pieces());
    assertEquals(3, thrice.truncated());
    assertEquals(once.values()[0], thrice.values()[2]);
  }

  @Test
  void oddTextsAreHarmless() {
    List<String> odd = List.of("", "\u0000", "\ud83d", "half \ud83d pair", "\udbff\udfff");
    List<Pair> all = new ArrayList<>();
    odd.forEach(text -> all.add(new Pair(text, "robot")));
    odd.forEach(text -> all.add(new Pair("robot", text)));
    for (float score : scorer.score(all).values()) {
      assertTrue(Float.isFinite(score));
    }
    assertEquals(0, scorer.score(List.of()).values().length);
    assertTrue(scorer.score(List.of()).complete());
  }

  @Test
  void thePrefixesAreTheModels(@TempDir Path other) throws IOException {
    TinyScorers.in(other, TinyScorers.ONE);
    ScorerManifest m = TinyScorers.described(other);
    TinyScorers.describe(
        other,
        new ScorerManifest(
            "prefixed",
            m.source(),
            m.licence(),
            64,
            "logits",
            1,
            0,
            Activation.SIGMOID,
            "find ",
            "guide ",
            m.files()));
    try (PairScorer prefixed = TinyScorers.open(other, 1, 64)) {
      float logit = scorer.score("find robot", List.of("guide moon")).values()[0];
      float score = prefixed.score("robot", List.of("moon")).values()[0];
      assertEquals(1 / (1 + Math.exp(-logit)), score, 1e-6);
    }
  }

  @Test
  void eightCallersGetOneCallersScores() throws Exception {
    float[] alone = scorer.score(pairs).values();
    ExecutorService pool =
        Executors.newFixedThreadPool(8, Thread.ofPlatform().name("caller-", 0).factory());
    try (pool) {
      List<Callable<float[]>> calls = Collections.nCopies(16, () -> scorer.score(pairs).values());
      for (Future<float[]> call : pool.invokeAll(calls)) {
        assertArrayEquals(alone, call.get());
      }
    }
  }

  @Test
  void nothingIsScoredAfterTheDeadline() {
    PairScores scores = scorer.score(pairs, Deadline.in(Duration.ZERO));
    assertEquals(0, scores.count());
    assertFalse(scores.complete());
    assertEquals(0, scores.pieces());
    assertTrue(Float.isNaN(scores.values()[0]));
  }

  /** How far a call comes is up to the machine; what it has is right, and the rest is marked. */
  @Test
  void whatWasScoredBeforeTheDeadlineIsKept() throws IOException {
    float[] all = scorer.score(pairs).values();
    try (PairScorer slow = TinyScorers.open(folder, 1, 16)) {
      for (int micros = 100; micros < 20_000; micros += micros / 4) {
        PairScores scores = slow.score(pairs, Deadline.in(Duration.ofNanos(micros * 1000L)));
        int count = 0;
        for (int i = 0; i < all.length; i++) {
          if (scores.scored()[i]) {
            assertEquals(all[i], scores.values()[i], 1e-6);
            count++;
          } else {
            assertTrue(Float.isNaN(scores.values()[i]));
          }
        }
        assertEquals(count, scores.count());
        assertEquals(count == all.length, scores.complete());
      }
    }
  }

  @Test
  void anInterruptedCallEndsAndTheScorerGoesOn() {
    Thread.currentThread().interrupt();
    assertThrows(LlmrecException.class, () -> scorer.score(pairs));
    assertTrue(Thread.interrupted());
    assertEquals(pairs.size(), scorer.score(pairs).count());
  }

  @Test
  void closingFreesEverythingAndOnceIsEnough() throws IOException {
    long before = NativeHandles.open();
    PairScorer other = TinyScorers.open(folder, 1, 64);
    other.score(pairs);
    assertEquals(before + 2, NativeHandles.open());
    other.close();
    other.close();
    assertEquals(before, NativeHandles.open());
    IllegalStateException refusal =
        assertThrows(IllegalStateException.class, () -> other.score(pairs));
    assertEquals("the pair scorer tiny-one is closed", refusal.getMessage());
  }

  @Test
  void itSaysWhereItComputesAndThatNoPlanIsTriedOut() throws IOException {
    assertEquals(List.of(), scorer.placement().orElseThrow().notes());
    assertEquals(256, scorer.placement().orElseThrow().plan().tokenBudget());
    try (PairScorer other = OnnxPairScorer.open(folder, EncoderOptions.defaults().calibrated())) {
      String note = other.placement().orElseThrow().notes().get(0);
      assertTrue(note.startsWith("no plan was tried out"), note);
    }
  }
}
