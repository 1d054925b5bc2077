package org.llmrec.encode.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.WorkspaceCode;
import org.llmrec.core.io.FolderLock;
import org.llmrec.encode.Encoded;
import org.llmrec.encode.EncodedStream;
import org.llmrec.encode.Role;
import org.llmrec.encode.TextEncoder;

/** What goes through the encoder beneath, counted there. */
class CachedTextEncoderTest {
  private static final int DIMS = 8;

  @TempDir Path folder;

  private VectorCache cache() {
    return VectorCache.in(folder.resolve("cache"));
  }

  private static List<String> texts(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> i + " text".repeat(i % 12)).toList();
  }

  private static void assertRight(FakeEncoder fake, List<String> texts, Role role, Encoded found) {
    assertEquals(texts.size(), found.vectors().length);
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      assertArrayEquals(fake.vector(text, role), found.vectors()[i], text);
      assertEquals(text.length() > FakeEncoder.LONGEST, found.cut()[i], text);
    }
  }

  @Test
  void whatIsForgottenIsNoLongerInAnyFileAndIsEncodedAgain() throws IOException {
    List<String> texts = texts(0, 300);
    FakeEncoder fake = FakeEncoder.of("one", DIMS);
    try (CachedTextEncoder encoder = CachedTextEncoder.over(fake, cache())) {
      encoder.encode(texts, Role.PASSAGE);
      encoder.encode(texts.subList(0, 5), Role.QUERY);
      byte[] vector = bytes(fake.vector(texts.get(3), Role.PASSAGE));
      assertTrue(anyFileHas(vector));
      assertEquals(0, cache().forget(FakeEncoder.of("two", DIMS).manifest(), texts));

      List<String> gone = List.of(texts.get(3), texts.get(299), "never seen");
      assertEquals(3, cache().forget(fake.manifest(), gone));

      assertFalse(anyFileHas(vector));
      assertEquals(0, cache().forget(fake.manifest(), gone));
      // Whoever has it open is not misled, and neither is the next one.
      fake.calls.clear();
      assertRight(fake, texts, Role.PASSAGE, encoder.encode(texts, Role.PASSAGE));
      assertEquals(List.of(List.of(texts.get(3), texts.get(299))), fake.calls);
    }
    fake = FakeEncoder.of("one", DIMS);
    try (CachedTextEncoder encoder = CachedTextEncoder.over(fake, cache())) {
      assertRight(fake, texts, Role.PASSAGE, encoder.encode(texts, Role.PASSAGE));
      assertEquals(List.of(), fake.calls);
    }
  }

  @Test
  void ofACacheThatIsNotThereNothingIsForgotten() throws IOException {
    assertEquals(0, cache().forget(FakeEncoder.of("one", DIMS).manifest(), List.of("a")));
    assertFalse(Files.exists(cache().folder()));
  }

  private static byte[] bytes(float[] vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return bytes.array();
  }

  private boolean anyFileHas(byte[] bytes) throws IOException {
    String wanted = new String(bytes, StandardCharsets.ISO_8859_1);
    try (Stream<Path> files = Files.walk(cache().folder())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(wanted)) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void anUnchangedCatalogueIsNotEncodedAgainNeitherNowNorByTheNextProcess() {
    List<String> texts = texts(0, 3_000);
    FakeEncoder first = FakeEncoder.of("one", DIMS);
    try (CachedTextEncoder encoder = CachedTextEncoder.over(first, cache())) {
      first.calls.clear();
      assertRight(first, texts, Role.PASSAGE, encoder.encode(texts));
      assertEquals(3_000, first.texts());
      assertRight(first, texts, Role.PASSAGE, encoder.encode(texts));
      assertEquals(3_000, first.texts());
      assertEquals(new CacheCounts(3_000, 3_000, 3_000, 0, 0), encoder.counts());
    }
    FakeEncoder next = FakeEncoder.of("one", DIMS);
    try (CachedTextEncoder encoder = CachedTextEncoder.over(next, cache())) {
      assertRight(next, texts, Role.PASSAGE, encoder.encode(texts));
      assertEquals(0, next.texts());
      assertEquals(new CacheCounts(3_000, 0, 0, 0, 0), encoder.counts());
    }
  }

  @Test
  void whatIsMissingGoesThroughInOneCallInItsOrder() {
    FakeEncoder fake = FakeEncoder.of("one", DIMS);
    try (CachedTextEncoder encoder = CachedTextEncoder.over(fake, cache())) {
      encoder.encode(texts(10, 20));
      fake.calls.clear();
      List<String> texts = new ArrayList<>(texts(0, 30));
      texts.addAll(List.of("", "29", "", texts.get(3), texts.get(15)));
      AtomicLong done = new AtomicLong();
      Encoded found = encoder.encode(texts, Role.PASSAGE, done::addAndGet);
      assertRight(fake, texts, Role.PASSAGE, found);
      assertEquals(texts.size(), done.get());
      List<String> missing = new ArrayList<>(texts);
      missing.removeAll(texts(10, 20));
      assertEquals(List.of(missing), fake.calls);
      // Each vector is the caller's own, also where two are equal.
      assertNotSame(found.vectors()[15], found.vectors()[34]);
      assertEquals(0, encoder.encode(List.of()).vectors().length);
    }
  }

  @Test
  void aRoleCountsByTheWordsThatItPutsBefore() {
    FakeEncoder fake = FakeEncoder.of("one", DIMS);
    try (CachedTextEncoder encoder = CachedTextEncoder.over(fake, cache())) {
      List<String> texts = texts(0, 20);
      encoder.encode(texts, Role.PASSAGE);
      fake.calls.clear();
      assertRight(fake, texts, Role.QUERY, encoder.encode(texts, Role.QUERY));
      assertEquals(20, fake.texts());
      // The same words, wherever they come from.
      encoder.encode(texts.stream().map(text -> "query: " + text).toList(), Role.PASSAGE);
      assertEquals(20, fake.texts());
    }
  }

  @Test
  void encodersThatDifferInAnythingShareNothing() throws IOException {
    List<String> texts = texts(0, 20);
    List<FakeEncoder> fakes =
        List.of(
            FakeEncoder.of("one", DIMS),
            FakeEncoder.of("two", DIMS),
            FakeEncoder.of("one", 4),
            FakeEncoder.of("one", DIMS).as("CUDA"));
    for (int round = 0; round < 2; round++) {
      for (FakeEncoder fake : fakes) {
        fake.closed = false;
        try (CachedTextEncoder encoder = CachedTextEncoder.over(fake, cache())) {
          fake.calls.clear();
          assertRight(fake, texts, Role.PASSAGE, encoder.encode(texts));
          assertEquals(round == 0 ? 20 : 0, fake.texts());
        }
      }
    }
    try (Stream<Path> spaces = Files.list(folder.resolve("cache"))) {
      assertEquals(4, spaces.filter(Files::isDirectory).count());
    }
    assertEquals(80 * 16 + 60 * (DIMS * 4 + 8) + 20 * (4 * 4 + 8) + 4 * 32, cache().bytes());
  }

  @Test
  void halfASurrogatePairIsWhatTheEncoderMakesOfIt() {
    FakeEncoder fake = FakeEncoder.of("one", DIMS);
    try (CachedTextEncoder encoder = CachedTextEncoder.over(fake, cache())) {
      encoder.encode(List.of("a\ud83d", "a\u0000b", "\ud83d\ude80"));
      fake.calls.clear();
      encoder.encode(List.of("a\ufffd", "a\udc00", "a\u0000b", "\ud83d\ude80"));
      assertEquals(0, fake.texts());
    }
  }

  @Test
  void aStreamIsReadAndKeptWindowByWindow() {
    int n = 2 * EncodedStream.WINDOW + 100;
    List<String> texts = texts(0, n);
    FakeEncoder fake = FakeEncoder.of("one", DIMS);
    try (CachedTextEncoder encoder = CachedTextEncoder.over(fake, cache())) {
      for (int round = 0; round < 2; round++) {
        fake.calls.clear();
        AtomicLong done = new AtomicLong();
        List<String> seen = new ArrayList<>();
        try (EncodedStream<String> windows =
            encoder.stream(texts.iterator(), Function.identity(), Role.PASSAGE, done::addAndGet)) {
          while (windows.hasNext()) {
            EncodedStream.Window<String> window = windows.next();
            assertRight(fake, window.items(), Role.PASSAGE, window.encoded());
            seen.addAll(window.items());
          }
        }
        assertEquals(texts, seen);
        assertEquals(n, done.get());
        assertEquals(round == 0 ? 3 : 0, fake.calls.size());
      }
    }
  }

  @Test
  void aStreamThatIsStoppedLeavesTheCacheOpenForOthers() {
    FakeEncoder fake = FakeEncoder.of("one", DIMS);
    try (CachedTextEncoder encoder = CachedTextEncoder.over(fake, cache())) {
      encoder.encode(texts(0, 100));
      for (int round = 0; round < 20; round++) {
        Stream<String> endless = Stream.iterate(0, i -> i + 1).map(i -> "text " + i);
        EncodedStream<String> windows =
            encoder.stream(endless.iterator(), Function.identity(), Role.PASSAGE, units -> {});
        windows.next();
        windows.close();
      }
      fake.calls.clear();
      assertRight(fake, texts(0, 100), Role.PASSAGE, encoder.encode(texts(0, 100)));
      assertEquals(0, fake.texts());
      encoder.encode(texts(100, 200));
      encoder.encode(texts(100, 200));
      assertEquals(100, fake.texts());
    }
  }

  @Test
  void manyCallersGetRightVectors() throws Exception {
    FakeEncoder fake = FakeEncoder.of("one", DIMS);
    try (CachedTextEncoder one = CachedTextEncoder.over(fake, cache());
        CachedTextEncoder other = CachedTextEncoder.over(FakeEncoder.of("one", DIMS), cache());
        ExecutorService callers =
            Executors.newFixedThreadPool(8, Thread.ofPlatform().name("caller", 0).factory())) {
      List<Future<?>> all = new ArrayList<>();
      for (int c = 0; c < 8; c++) {
        TextEncoder encoder = c % 2 == 0 ? one : other;
        int from = 50 * c;
        all.add(
            callers.submit(
                () -> {
                  for (int round = 0; round < 20; round++) {
                    List<String> texts = texts(from + round, from + round + 100);
                    assertRight(fake, texts, Role.PASSAGE, encoder.encode(texts));
                  }
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
      assertEquals(0, one.counts().damaged() + other.counts().damaged());
      assertEquals(0, one.counts().notKept() + other.counts().notKept());
    }
    FakeEncoder last = FakeEncoder.of("one", DIMS);
    try (CachedTextEncoder encoder = CachedTextEncoder.over(last, cache())) {
      encoder.encode(texts(0, 450));
      assertEquals(0, last.texts());
    }
  }

  @Test
  void anEncoderThatFeelsCompanyIsPassedByUnlessThatIsWanted() {
    List<String> texts = texts(0, 20);
    for (double share : new double[] {1e-6, 1e-4, 0.02}) {
      for (int round = 0; round < 2; round++) {
        FakeEncoder fake = FakeEncoder.of("one", DIMS).as("" + share).feelingCompany(share);
        try (CachedTextEncoder encoder = CachedTextEncoder.over(fake, cache())) {
          // Measured the first time only.
          assertEquals(round == 0, fake.texts() > 0);
          fake.calls.clear();
          encoder.encode(texts);
          encoder.encode(texts);
          boolean cached = share < 0.01;
          assertEquals(cached ? 20 * (1 - round) : 40, fake.texts());
          assertEquals(cached, encoder.passedBy().isEmpty());
          assertTrue(encoder.passedBy().orElse("depends on").contains("depends on"));
        }
      }
    }
    FakeEncoder wanted = FakeEncoder.of("one", DIMS).as("0.02").feelingCompany(0.02);
    try (CachedTextEncoder encoder = CachedTextEncoder.over(wanted, cache().withAnyCompany())) {
      encoder.encode(texts);
      encoder.encode(texts);
      assertEquals(20, wanted.texts());
    }
  }

  @Test
  void whatTheDiskRefusesIsComputed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    FakeEncoder fake = FakeEncoder.of("one", DIMS);
    try (CachedTextEncoder encoder = CachedTextEncoder.over(fake, VectorCache.in(file))) {
      assertRight(fake, texts(0, 20), Role.PASSAGE, encoder.encode(texts(0, 20)));
      assertEquals(new CacheCounts(0, 20, 0, 20, 0), encoder.counts());
    }
    assertEquals("no folder", Files.readString(file));
  }

  @Test
  void whileAnotherWritesForLongNothingIsKept() throws IOException {
    FakeEncoder fake = FakeEncoder.of("one", DIMS);
    try (CachedTextEncoder encoder = CachedTextEncoder.over(fake, cache())) {
      encoder.encode(texts(0, 20));
      try (FolderLock other =
          FolderLock.acquire(
              folder.resolve("cache"),
              "test",
              holder -> new LlmrecException(WorkspaceCode.FOLDER_IN_USE, holder))) {
        assertRight(fake, texts(0, 30), Role.PASSAGE, encoder.encode(texts(0, 30)));
      }
      assertEquals(new CacheCounts(20, 30, 20, 10, 0), encoder.counts());
      encoder.encode(texts(0, 30));
      assertEquals(new CacheCounts(40, 40, 30, 10, 0), encoder.counts());
    }
  }

  @Test
  void aFullCacheForgetsWhatIsOldest() throws IOException {
    int dims = 4_096;
    VectorCache small = cache().withMaxBytes(16 << 20);
    FakeEncoder fake = FakeEncoder.of("one", dims);
    try (CachedTextEncoder before = CachedTextEncoder.over(FakeEncoder.of("two", dims), small)) {
      before.encode(texts(0, 100));
    }
    try (CachedTextEncoder encoder = CachedTextEncoder.over(fake, small)) {
      for (int from = 0; from < 2_000; from += 100) {
        encoder.encode(texts(from, from + 100));
        assertTrue(small.bytes() <= 16 << 20, "bytes " + small.bytes());
      }
      assertTrue(small.bytes() > 14 << 20, "bytes " + small.bytes());
      fake.calls.clear();
      List<String> newest = texts(1_200, 2_000);
      assertRight(fake, newest, Role.PASSAGE, encoder.encode(newest));
      assertEquals(0, fake.texts());
      encoder.encode(texts(0, 100));
      assertEquals(100, fake.texts());
    }
    FakeEncoder other = FakeEncoder.of("two", dims);
    try (CachedTextEncoder encoder = CachedTextEncoder.over(other, small)) {
      encoder.encode(texts(0, 100));
      assertEquals(100, other.texts());
    }
    assertThrows(ConfigException.class, () -> cache().withMaxBytes(1 << 20));
  }

  @Test
  void onceClosedItSaysSoThoughItWouldHaveTheVectors() {
    FakeEncoder fake = FakeEncoder.of("one", DIMS);
    CachedTextEncoder encoder = CachedTextEncoder.over(fake, cache());
    encoder.encode(texts(0, 5));
    TextEncoder.Prepared prepared = encoder.prepare(texts(0, 5), Role.PASSAGE);
    assertFalse(fake.closed);
    encoder.close();
    encoder.close();
    assertTrue(fake.closed);
    assertThrows(IllegalStateException.class, () -> encoder.encode(texts(0, 5)));
    assertThrows(IllegalStateException.class, () -> prepared.encode(units -> {}));
    assertEquals(5, encoder.counts().kept());
  }
}
