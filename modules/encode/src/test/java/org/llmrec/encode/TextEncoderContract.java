package org.llmrec.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.llmrec.core.error.LlmrecException;

/**
 * What whoever uses a {@link TextEncoder} relies on, whichever engine computes it. For encoders of
 * a small model in float32 with vectors of length 1.
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class TextEncoderContract {
  private static final String FULL = "\ud83e\udd16"; // a robot's face
  private TextEncoder encoder;

  /**
   * Opens the model anew, with at least two workers and batches of several texts.
   *
   * @param queryPrefix goes before queries
   * @param passagePrefix goes before passages
   */
  protected abstract TextEncoder open(String queryPrefix, String passagePrefix) throws Exception;

  @BeforeAll
  final void openOnce() throws Exception {
    encoder = open("", "");
  }

  @AfterAll
  final void closeOnce() {
    encoder.close();
  }

  /** The one that is open. */
  protected final TextEncoder encoder() {
    return encoder;
  }

  @Test
  final void saysWhatItIs() throws Exception {
    EncoderIdentity identity = encoder.manifest();
    assertTrue(identity.sha256().matches("[0-9a-f]{64}"), identity.sha256());
    assertTrue(identity.normalise());
    assertEquals(identity.dims(), encoder.dims());
    assertEquals(encoder.dims(), encoder.encode(List.of("robots")).vectors()[0].length);
    Set<String> hashes = new HashSet<>();
    for (String[] prefixes : new String[][] {{"", ""}, {"find: ", ""}, {"", "find: "}}) {
      try (TextEncoder other = open(prefixes[0], prefixes[1])) {
        assertEquals(prefixes[0], other.manifest().prefix(Role.QUERY));
        assertEquals(prefixes[1], other.manifest().prefix(Role.PASSAGE));
        assertEquals(identity.name(), other.manifest().name());
        hashes.add(other.manifest().sha256());
      }
    }
    assertEquals(3, hashes.size());
    assertTrue(hashes.contains(identity.sha256()));
  }

  @Test
  final void theOrderOfTheCallIsTheOrderOfTheAnswer() {
    for (long seed = 0; seed < 5; seed++) {
      Random random = new Random(seed);
      List<String> texts = texts(random, 200);
      float[][] before = encoder.encode(texts).vectors();
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < texts.size(); i++) {
        order.add(i);
      }
      Collections.shuffle(order, random);
      float[][] after = encoder.encode(order.stream().map(texts::get).toList()).vectors();
      for (int i = 0; i < order.size(); i++) {
        assertClose(before[order.get(i)], after[i], "seed " + seed);
      }
    }
  }

  @Test
  final void companyChangesTheLastBitsAtMost() {
    List<String> texts = texts(new Random(6), 60);
    float[][] together = encoder.encode(texts).vectors();
    for (int i = 0; i < texts.size(); i++) {
      assertClose(together[i], encoder.encode(List.of(texts.get(i))).vectors()[0], texts.get(i));
      assertEquals(1, norm(together[i]), 1e-5, texts.get(i));
    }
  }

  @Test
  final void theSameCallGivesTheSameBits() throws Exception {
    List<String> texts = texts(new Random(7), 300);
    float[][] first = encoder.encode(texts).vectors();
    assertArrayEquals(first, encoder.encode(texts).vectors());
    try (TextEncoder fresh = open("", "")) {
      assertArrayEquals(first, fresh.encode(texts).vectors());
    }
  }

  @Test
  final void eightCallersGetOneCallersVectors() throws Exception {
    List<String> texts = texts(new Random(8), 200);
    float[][] alone = encoder.encode(texts).vectors();
    ExecutorService pool =
        Executors.newFixedThreadPool(8, Thread.ofPlatform().name("caller-", 0).factory());
    try (pool) {
      List<Callable<float[][]>> calls =
          Collections.nCopies(8, () -> encoder.encode(texts).vectors());
      for (Future<float[][]> call : pool.invokeAll(calls)) {
        assertArrayEquals(alone, call.get());
      }
    }
  }

  @Test
  final void equalTextsShareTheVectorButNotTheArray() {
    AtomicLong done = new AtomicLong();
    List<String> texts = List.of("whale", "robots", "whale", "whale");
    Encoded encoded = encoder.encode(texts, Role.PASSAGE, done::addAndGet);
    assertEquals(4, done.get());
    assertArrayEquals(encoded.vectors()[0], encoded.vectors()[2]);
    assertNotSame(encoded.vectors()[0], encoded.vectors()[2]);
  }

  @Test
  final void progressIsHeardOfBitByBitAndAddsUp() {
    List<String> texts = texts(new Random(9), 3000);
    AtomicLong done = new AtomicLong();
    AtomicLong calls = new AtomicLong();
    encoder.encode(
        texts,
        Role.PASSAGE,
        units -> {
          calls.incrementAndGet();
          done.addAndGet(units);
        });
    assertEquals(texts.size(), done.get());
    assertTrue(calls.get() > 1, calls::toString);
  }

  @Test
  final void noTextsNoVectors() {
    Encoded encoded = encoder.encode(List.of());
    assertEquals(0, encoded.vectors().length);
    assertEquals(0, encoded.truncated());
  }

  @Test
  final void oddTextsAreHarmless() {
    List<String> odd =
        List.of(
            "",
            " \t\n",
            "\u0000",
            "a\u0000b",
            "\ud83d",
            "\ude00",
            "half \ud83d pair",
            FULL,
            "\u202e\u05e9\u05dc\u05d5\u05dd",
            "\u0645\u0631\u062d\u0628\u0627",
            "\udbff\udfff",
            "\uffff");
    Encoded encoded = encoder.encode(odd);
    for (int i = 0; i < odd.size(); i++) {
      assertEquals(1, norm(encoded.vectors()[i]), 1e-5, "text " + i);
      assertClose(encoder.encode(List.of(odd.get(i))).vectors()[0], encoded.vectors()[i], "" + i);
    }
    // Half a pair has no form in UTF-8; U+FFFD is what takes the place of such things.
    float[] replaced = encoder.encode(List.of("half \ufffd pair")).vectors()[0];
    assertClose(replaced, encoded.vectors()[6], "half a pair");
  }

  @Test
  final void eachRoleHasItsWordsBefore() throws Exception {
    List<String> robots = List.of("robots");
    try (TextEncoder other = open("find: ", "found: ")) {
      assertClose(
          encoder.encode(List.of("find: robots")).vectors()[0],
          other.encode(robots, Role.QUERY).vectors()[0],
          "query");
      assertClose(
          encoder.encode(List.of("found: robots")).vectors()[0],
          other.encode(robots, Role.PASSAGE).vectors()[0],
          "passage");
      assertArrayEquals(
          other.encode(robots, Role.PASSAGE).vectors(), other.encode(robots).vectors());
    }
    assertArrayEquals(
        encoder.encode(robots, Role.QUERY).vectors(), encoder.encode(robots).vectors());
  }

  /** Sizes about the edges of windows, and none at all. */
  @Test
  final void aStreamGivesTheBitsOfSingleCalls() {
    int window = EncodedStream.WINDOW;
    for (int n : new int[] {0, 1, window, 2 * window + 1}) {
      List<String> texts = texts(new Random(n), n);
      AtomicLong done = new AtomicLong();
      List<String> seen = new ArrayList<>();
      try (EncodedStream<String> stream =
          encoder.stream(texts.iterator(), Function.identity(), Role.PASSAGE, done::addAndGet)) {
        while (stream.hasNext()) {
          EncodedStream.Window<String> next = stream.next();
          List<String> part = texts.subList(seen.size(), Math.min(n, seen.size() + window));
          assertEquals(part, next.items(), n + " texts");
          Encoded alone = encoder.encode(part);
          assertArrayEquals(alone.vectors(), next.encoded().vectors(), n + " texts");
          assertArrayEquals(alone.cut(), next.encoded().cut(), n + " texts");
          seen.addAll(next.items());
        }
        assertThrows(NoSuchElementException.class, stream::next);
      }
      assertEquals(texts, seen, n + " texts");
      assertEquals(n, done.get(), n + " texts");
    }
  }

  @Test
  final void anInterruptedCallEndsAndTheEncoderGoesOn() {
    List<String> texts = List.of("space", "opera");
    Thread.currentThread().interrupt();
    assertThrows(LlmrecException.class, () -> encoder.encode(texts));
    assertTrue(Thread.interrupted());
    assertEquals(texts.size(), encoder.encode(texts).vectors().length);
  }

  @Test
  final void whatAListenerThrowsEndsTheCall() {
    IllegalStateException failure = new IllegalStateException("enough");
    List<String> texts = texts(new Random(10), 500);
    assertEquals(
        failure,
        assertThrows(
            IllegalStateException.class,
            () ->
                encoder.encode(
                    texts,
                    Role.PASSAGE,
                    units -> {
                      throw failure;
                    })));
    assertEquals(texts.size(), encoder.encode(texts).vectors().length);
  }

  @Test
  final void aClosedEncoderSaysSo() throws Exception {
    TextEncoder closing = open("", "");
    TextEncoder.Prepared prepared = closing.prepare(List.of("robots"), Role.QUERY);
    closing.close();
    closing.close();
    assertThrows(IllegalStateException.class, () -> closing.encode(List.of("robots")));
    assertThrows(IllegalStateException.class, () -> prepared.encode(units -> {}));
    assertEquals(encoder.manifest().sha256(), closing.manifest().sha256());
  }

  @Test
  final void closingWaitsForCallsUnderWay() throws Exception {
    TextEncoder closing = open("", "");
    List<String> texts = texts(new Random(11), 500);
    float[][] expected = encoder.encode(texts).vectors();
    CountDownLatch underWay = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    ExecutorService pool =
        Executors.newFixedThreadPool(2, Thread.ofPlatform().name("closing-", 0).factory());
    try (pool) {
      Future<Encoded> call =
          pool.submit(
              () ->
                  closing.encode(
                      texts,
                      Role.PASSAGE,
                      units -> {
                        underWay.countDown();
                        await(goOn);
                      }));
      underWay.await();
      Future<?> close = pool.submit(closing::close);
      goOn.countDown();
      assertArrayEquals(expected, call.get().vectors());
      close.get();
    }
    assertThrows(IllegalStateException.class, () -> closing.encode(texts));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** From one word to more than the model reads, some of them more than once. */
  private static List<String> texts(Random random, int n) {
    String[] words = "the of whale robot ëxtra 海".split(" ");
    return IntStream.range(0, n)
        .mapToObj(
            i -> {
              int length = random.nextInt(8) == 0 ? random.nextInt(300) : random.nextInt(12);
              String[] text = new String[length];
              Arrays.setAll(text, w -> words[random.nextInt(words.length)]);
              return String.join(" ", text);
            })
        .toList();
  }

  private static void assertClose(float[] expected, float[] found, String text) {
    assertArrayEquals(expected, found, 1e-6f, text);
  }

  private static double norm(float[] v) {
    double squares = 0;
    for (float each : v) {
      squares += (double) each * each;
    }
    return Math.sqrt(squares);
  }
}
