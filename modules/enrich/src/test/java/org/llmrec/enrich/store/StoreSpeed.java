package org.llmrec.enrich.store;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Measures a store by hand: how fast rows are written when many come, how long one takes alone, how
 * fast they are found and streamed, and how long opening takes. Arguments: an empty folder, and the
 * number of rows.
 */
final class StoreSpeed {
  private static final PrintStream OUT =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

  private StoreSpeed() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    int rows = Integer.parseInt(arguments[1]);
    SplittableRandom random = new SplittableRandom(7);
    try (AnswerStore store = AnswerStores.open(folder)) {
      long start = System.nanoTime();
      CompletableFuture<Void> last = null;
      for (int i = 0; i < rows; i++) {
        last = store.put(row(i));
      }
      last.join();
      tell(rows + " rows put", rows, start);
      heap("after putting");
      alone(store, rows);
      start = System.nanoTime();
      int asked = Math.min(rows, 100_000);
      for (int from = 0; from < asked; from += 500) {
        List<AnswerKey> keys = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
          keys.add(StoreRows.key("speed " + random.nextInt(2 * rows)));
        }
        store.find(keys);
      }
      tell(asked + " keys found, half of them absent, 500 at a time", asked, start);
      start = System.nanoTime();
      for (int i = 0; i < 1_000; i++) {
        store.find(List.of(StoreRows.key("speed " + random.nextInt(rows))));
      }
      tell("1000 keys found one by one", 1_000, start);
      start = System.nanoTime();
      try (Stream<StoredAnswer> all = store.all()) {
        tell(all.count() + " rows streamed", rows, start);
      }
      heap("after streaming");
    }
    OUT.println("file: " + (Files.size(folder.resolve(AnswerStores.FILE)) >> 20) + " MiB");
    long start = System.nanoTime();
    AnswerStores.read(folder).close();
    tell("opened for reading", 1, start);
    start = System.nanoTime();
    AnswerStores.open(folder).close();
    tell("opened for writing", 1, start);
  }

  private static void alone(AnswerStore store, int from) {
    double[] millis = new double[300];
    for (int i = 0; i < millis.length; i++) {
      long start = System.nanoTime();
      store.put(row(from + i)).join();
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(millis);
    OUT.printf(
        Locale.ROOT,
        "one row at a time: median %.2f ms, p99 %.2f ms%n",
        millis[millis.length / 2],
        millis[millis.length * 99 / 100]);
  }

  private static StoredAnswer row(int i) {
    return new StoredAnswer(
        StoreRows.key("speed " + i),
        "B00" + i,
        "rec-paraphrase",
        2,
        "gpt-4o-mini",
        "{\"temperature\":0.0,\"maxTokens\":400}",
        AnswerStatus.OK,
        ("An unhurried story about item " + i + ". ").repeat(20),
        "",
        "stop",
        250,
        150,
        0.0001275,
        900,
        "2026-11-24T10:00:00Z",
        List.of(),
        "");
  }

  private static void heap(String when) {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    OUT.println(
        "heap " + when + ": " + ((runtime.totalMemory() - runtime.freeMemory()) >> 20) + " MiB");
  }

  private static void tell(String what, long units, long start) {
    double seconds = (System.nanoTime() - start) / 1e9;
    OUT.printf(Locale.ROOT, "%s: %.2f s, %.0f/s%n", what, seconds, units / seconds);
  }
}
