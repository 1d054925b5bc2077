package org.llmrec.encode.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.encode.Encoded;
import org.llmrec.encode.Role;

/** Whatever happens to the files, every vector is right, and what was lost is made again. */
class DamagedCacheTest {
  private static final int SMALLEST = 16 << 20;

  @TempDir Path folder;

  private static CachedTextEncoder open(Path cache, FakeEncoder fake) {
    CachedTextEncoder encoder =
        CachedTextEncoder.over(fake, VectorCache.in(cache).withMaxBytes(SMALLEST));
    fake.calls.clear();
    return encoder;
  }

  private static void assertRight(
      FakeEncoder fake, List<String> texts, CachedTextEncoder encoder, String where) {
    Encoded found = encoder.encode(texts);
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      assertArrayEquals(fake.vector(text, Role.PASSAGE), found.vectors()[i], where);
      assertEquals(text.length() > FakeEncoder.LONGEST, found.cut()[i], where);
    }
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void itHeals(Damage damage) throws IOException {
    long seed = 20261127;
    SplittableRandom random = new SplittableRandom(seed + damage.ordinal());
    List<String> texts =
        IntStream.range(0, 2_500).mapToObj(i -> i + " text".repeat(i % 12)).toList();
    Path whole = folder.resolve("whole");
    // Three segments.
    try (CachedTextEncoder encoder = open(whole, FakeEncoder.of("one", 256))) {
      encoder.encode(texts);
    }
    for (int round = 0; round < 12; round++) {
      Path cache = folder.resolve("cache");
      copy(whole, cache);
      String where = "seed " + seed + ", round " + round + ": " + damage.strike(cache, random);
      FakeEncoder fake = FakeEncoder.of("one", 256);
      try (CachedTextEncoder encoder = open(cache, fake)) {
        assertRight(fake, texts, encoder, where);
        CacheCounts counts = encoder.counts();
        assertEquals(texts.size(), counts.fromCache() + counts.encoded(), where);
        assertEquals(counts.encoded(), counts.kept(), where);
        assertTrue(counts.damaged() <= counts.encoded(), where);
        fake.calls.clear();
        assertRight(fake, texts, encoder, where);
        assertEquals(0, fake.texts(), where);
      }
      FakeEncoder next = FakeEncoder.of("one", 256);
      try (CachedTextEncoder encoder = open(cache, next)) {
        assertRight(next, texts, encoder, where);
        assertEquals(0, next.texts(), where);
      }
      AtomicFiles.deleteTree(cache);
    }
  }

  @Test
  void oneBitCostsOneTextAndIsCounted() throws IOException {
    Path cache = folder.resolve("cache");
    List<String> texts = List.of("a", "b", "c");
    try (CachedTextEncoder encoder = open(cache, FakeEncoder.of("one", 256))) {
      encoder.encode(texts);
    }
    Path file;
    try (Stream<Path> walk = Files.walk(cache)) {
      file = walk.filter(each -> each.toString().endsWith(".vectors")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 4;
    Files.write(file, bytes);
    FakeEncoder fake = FakeEncoder.of("one", 256);
    try (CachedTextEncoder encoder = open(cache, fake)) {
      assertRight(fake, texts, encoder, "a bit");
      assertEquals(new CacheCounts(2, 1, 1, 0, 1), encoder.counts());
      assertEquals(List.of(List.of("b")), fake.calls);
    }
  }

  /** Two that are open at once, as two processes have it, are opened anew and encode at random. */
  @Test
  void itIsAMapOfWhatWasEncoded() throws IOException {
    encodeAtRandom(0, 10);
  }

  @Test
  @Tag("full")
  void itIsAMapHoweverOftenOneTries() throws IOException {
    encodeAtRandom(10, 200);
  }

  private void encodeAtRandom(long fromSeed, long toSeed) throws IOException {
    for (long seed = fromSeed; seed < toSeed; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      boolean damaging = seed % 2 == 1;
      Path cache = folder.resolve("cache" + seed);
      Set<String> stored = new HashSet<>();
      List<Set<String>> known = new ArrayList<>(List.of(new HashSet<>(), new HashSet<>()));
      List<FakeEncoder> fakes = new ArrayList<>(List.of(fake(), fake()));
      List<CachedTextEncoder> encoders =
          new ArrayList<>(List.of(open(cache, fakes.get(0)), open(cache, fakes.get(1))));
      for (int step = 0; step < 60; step++) {
        String where = "seed " + seed + ", step " + step;
        int who = random.nextInt(2);
        if (random.nextInt(6) == 0) {
          encoders.get(who).close();
          fakes.set(who, fake());
          encoders.set(who, open(cache, fakes.get(who)));
          known.set(who, new HashSet<>(stored));
        }
        if (damaging && random.nextInt(4) == 0) {
          Damage damage = Damage.values()[random.nextInt(Damage.values().length)];
          where += ": " + damage.strike(cache, random);
        }
        List<String> texts = new ArrayList<>();
        for (int i = random.nextInt(40); i > 0; i--) {
          texts.add("text ".repeat(1 + random.nextInt(12)) + random.nextInt(60));
        }
        fakes.get(who).calls.clear();
        long kept = encoders.get(who).counts().kept();
        assertRight(fakes.get(who), texts, encoders.get(who), where);
        if (!damaging) {
          List<String> expected = new ArrayList<>(texts);
          expected.removeAll(known.get(who));
          assertEquals(
              expected.isEmpty() ? List.of() : List.of(expected), fakes.get(who).calls, where);
          int before = stored.size();
          stored.addAll(texts);
          assertEquals(stored.size() - before, encoders.get(who).counts().kept() - kept, where);
          if (!expected.isEmpty()) {
            known.set(who, new HashSet<>(stored));
          }
          assertEquals(0, encoders.get(who).counts().damaged(), where);
        }
      }
      encoders.forEach(CachedTextEncoder::close);
    }
  }

  private static FakeEncoder fake() {
    return FakeEncoder.of("one", 3);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> walk = Files.walk(from)) {
      for (Path each : walk.toList()) {
        Files.copy(each, to.resolve(from.relativize(each)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
