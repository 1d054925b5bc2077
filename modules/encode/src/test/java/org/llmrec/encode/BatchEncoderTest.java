package org.llmrec.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Progress;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.core.vector.VectorFileWriter;

/** A stream of texts becomes a file of as many rows, in their order. */
class BatchEncoderTest {
  @TempDir Path folder;

  @Test
  void rowsComeInTheOrderOfTheStreamAcrossWindows() throws IOException {
    int n = 5_000;
    Counting progress = new Counting();
    BatchEncoder.Summary summary = encode(new LengthEncoder(), rows(n), n, progress);
    assertEquals(n, summary.texts());
    assertEquals(
        IntStream.range(0, n).filter(i -> text(i).length() > 9).count(), summary.truncated());
    assertEquals(n, progress.done);
    assertEquals("encode test 5000 texts closed", progress.what);
    assertEquals(List.of("computing elsewhere"), progress.notes);
    try (VectorFile vectors = VectorFile.open(file())) {
      vectors.verify();
      assertEquals(n, vectors.size());
      for (int i = 0; i < n; i++) {
        assertEquals("item-" + i, vectors.id(i));
        assertEquals(text(i).length(), vectors.row(i)[0]);
      }
    }
  }

  @Test
  void noTextsMakeAnEmptyFile() throws IOException {
    assertEquals(0, encode(new LengthEncoder(), rows(0), -1, Progress.silent()).texts());
    try (VectorFile vectors = VectorFile.open(file())) {
      assertEquals(0, vectors.size());
    }
  }

  @Test
  void anIdSeenBeforeStopsTheWorkAndTheProgressIsClosed() {
    List<BatchEncoder.Row> twice =
        List.of(new BatchEncoder.Row("a", "x"), new BatchEncoder.Row("a", "y"));
    Counting progress = new Counting();
    assertThrows(
        IllegalArgumentException.class,
        () -> encode(new LengthEncoder(), twice.iterator(), 2, progress));
    assertTrue(progress.what.endsWith("closed"), progress.what);
  }

  @Test
  void theSameTextsMakeTheSameBytesWithTheRealModel() throws IOException {
    List<BatchEncoder.Row> rows = new ArrayList<>();
    for (Golden golden : Golden.all()) {
      rows.add(new BatchEncoder.Row(golden.name(), golden.text()));
    }
    try (TextEncoder encoder = TestModel.open(2, 1024)) {
      BatchEncoder.Summary summary =
          encode(encoder, rows.iterator(), rows.size(), Progress.silent());
      assertEquals(2, summary.truncated());
      byte[] first = Files.readAllBytes(file());
      encode(encoder, rows.iterator(), rows.size(), Progress.silent());
      assertArrayEquals(first, Files.readAllBytes(file()));
    }
  }

  private BatchEncoder.Summary encode(
      TextEncoder encoder, Iterator<BatchEncoder.Row> rows, long total, Progress progress)
      throws IOException {
    try (VectorFileWriter writer = VectorFileWriter.create(file(), encoder.dims(), Map.of())) {
      return BatchEncoder.encode(encoder, rows, total, writer, "encode test", progress);
    }
  }

  private Path file() {
    return folder.resolve("vectors.vec");
  }

  private static Iterator<BatchEncoder.Row> rows(int n) {
    return IntStream.range(0, n)
        .mapToObj(i -> new BatchEncoder.Row("item-" + i, text(i)))
        .iterator();
  }

  private static String text(int i) {
    return "x".repeat(i % 13);
  }

  /** A text's vector is its length; ten characters are too long. */
  private static final class LengthEncoder implements TextEncoder {
    @Override
    public EncoderManifest manifest() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int dims() {
      return 1;
    }

    @Override
    public Optional<Placement> placement() {
      EncoderPlan plan = EncoderPlan.standard(Device.cpu());
      List<String> notes = List.of("computing elsewhere");
      return Optional.of(
          new Placement(Device.cpu(), "CPU", "1.29.0", EncoderManifest.MODEL, plan, notes));
    }

    @Override
    public Encoded encode(List<String> texts, Role role, LongConsumer done) {
      float[][] vectors = new float[texts.size()][];
      boolean[] cut = new boolean[vectors.length];
      for (int i = 0; i < vectors.length; i++) {
        vectors[i] = new float[] {texts.get(i).length()};
        cut[i] = texts.get(i).length() > 9;
      }
      done.accept(vectors.length);
      return new Encoded(vectors, cut);
    }

    @Override
    public void close() {}
  }

  private static final class Counting implements Progress, Progress.Task {
    private final List<String> notes = new ArrayList<>();
    private String what = "";
    private long done;

    @Override
    public Task start(String name, long total, String unit) {
      what = name + " " + total + " " + unit;
      return this;
    }

    @Override
    public void advance(long units) {
      done += units;
    }

    @Override
    public void note(String line) {
      notes.add(line);
    }

    @Override
    public void close() {
      what += " closed";
    }
  }
}
