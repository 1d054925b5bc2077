package org.llmrec.pipeline.internal.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Progress;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.encode.BatchEncoder.Row;
import org.llmrec.encode.Encoded;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.encode.Role;
import org.llmrec.encode.TextEncoder;

class IncrementalEncodingTest {
  private static final int DIMS = 3;
  private static final Map<String, Object> META = Map.of("encoder", "toy");

  @TempDir Path folder;
  private final List<String> asked = new ArrayList<>();

  @Test
  void anyHistoryOfChangesGivesWhatEncodingAllOfItWouldGive() throws IOException {
    long seed = 1234;
    SplittableRandom random = new SplittableRandom(seed);
    List<Row> rows = new ArrayList<>();
    Set<String> known = new HashSet<>();
    Path before = folder.resolve("none");
    for (int round = 0; round < 80; round++) {
      change(rows, random, round);
      Path now = Files.createDirectory(folder.resolve("round" + round));
      asked.clear();
      IncrementalEncoding.Counts counts = run(rows, before, now);
      String where = "seed " + seed + " round " + round;

      Set<String> texts = new TreeSet<>();
      rows.forEach(row -> texts.add(row.text()));
      Set<String> expected = new TreeSet<>(texts);
      expected.removeAll(known);
      assertEquals(expected, new TreeSet<>(asked), where);
      assertEquals(expected.size(), asked.size(), where);
      long seen = rows.stream().filter(row -> !expected.contains(row.text())).count();
      long cut = rows.stream().filter(row -> cut(row.text())).count();
      assertEquals(
          new IncrementalEncoding.Counts(
              rows.size(), expected.size(), seen, rows.size() - expected.size() - seen, cut),
          counts,
          where);
      assertRight(rows, now, where);
      known = texts;
      before = now;
    }
  }

  private static void change(List<Row> rows, SplittableRandom random, int round) {
    for (int change = random.nextInt(8); change >= 0; change--) {
      int at = rows.isEmpty() ? 0 : random.nextInt(rows.size());
      String text = "t" + random.nextInt(60);
      switch (random.nextInt(rows.isEmpty() ? 1 : 5)) {
        case 0, 1 -> rows.add(at, new Row("r" + round + "c" + change, text));
        case 2 -> rows.remove(at);
        case 3 -> rows.set(at, new Row(rows.get(at).id(), text));
        default -> Collections.swap(rows, at, random.nextInt(rows.size()));
      }
    }
  }

  @Test
  void vectorsOfAnotherKindAreNotOpened() throws IOException {
    run(List.of(new Row("a", "x")), folder.resolve("none"), folder);
    assertFalse(EarlierVectors.open(folder, DIMS + 1, META).isPresent());
    assertFalse(EarlierVectors.open(folder, DIMS, Map.of("encoder", "other")).isPresent());
    Path other = Files.createDirectory(folder.resolve("other"));
    run(List.of(), folder.resolve("none"), other);
    Path texts = folder.resolve(IncrementalEncoding.TEXTS);
    Files.delete(texts);
    Files.copy(other.resolve(IncrementalEncoding.TEXTS), texts);
    assertFalse(EarlierVectors.open(folder, DIMS, META).isPresent());
  }

  @Test
  void textsThatChangeWhileTheyAreReadAreRefused() {
    AtomicInteger reads = new AtomicInteger();
    IncrementalEncoding.Source source =
        () ->
            reads.getAndIncrement() < 2
                ? Stream.of(new Row("a", "x"), new Row("b", "y"))
                : Stream.of(new Row("a", "x"));
    assertThrows(
        LlmrecException.class,
        () ->
            IncrementalEncoding.run(
                target(folder), source, Optional.empty(), this::open, Progress.silent()));
    assertThrows(
        CorruptFileException.class,
        () -> VectorFile.open(folder.resolve(IncrementalEncoding.VECTORS)));
  }

  private IncrementalEncoding.Counts run(List<Row> rows, Path before, Path now) throws IOException {
    Optional<EarlierVectors> earlier = EarlierVectors.open(before, DIMS, META);
    try {
      return IncrementalEncoding.run(
          target(now), rows::stream, earlier, this::open, Progress.silent());
    } finally {
      earlier.ifPresent(EarlierVectors::close);
    }
  }

  private static IncrementalEncoding.Target target(Path now) {
    return new IncrementalEncoding.Target(now, DIMS, META, "encode toys");
  }

  private static void assertRight(List<Row> rows, Path now, String where) throws IOException {
    try (VectorFile vectors = VectorFile.open(now.resolve(IncrementalEncoding.VECTORS))) {
      vectors.verify();
      assertEquals(rows.stream().map(Row::id).toList(), vectors.ids(), where);
      for (int i = 0; i < rows.size(); i++) {
        assertArrayEquals(vector(rows.get(i).text()), vectors.row(i), where);
      }
    }
  }

  private static float[] vector(String text) {
    Random random = new Random(text.hashCode());
    return new float[] {random.nextFloat(), random.nextFloat(), random.nextFloat()};
  }

  private static boolean cut(String text) {
    return text.hashCode() % 3 == 0;
  }

  private TextEncoder open() {
    return new TextEncoder() {
      @Override
      public EncoderManifest manifest() {
        throw new UnsupportedOperationException();
      }

      @Override
      public Encoded encode(List<String> texts, Role role, LongConsumer done) {
        asked.addAll(texts);
        float[][] vectors = new float[texts.size()][];
        boolean[] cut = new boolean[vectors.length];
        for (int i = 0; i < vectors.length; i++) {
          vectors[i] = vector(texts.get(i));
          cut[i] = cut(texts.get(i));
        }
        done.accept(vectors.length);
        return new Encoded(vectors, cut);
      }

      @Override
      public void close() {}
    };
  }
}
