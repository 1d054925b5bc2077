package org.llmrec.encode.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another process that fills a cache until it is killed. */
final class CachingChild {
  static final int DIMS = 64;

  private CachingChild() {}

  /** The texts in which it works; without end. */
  static List<String> texts(int from, int to) {
    List<String> texts = new ArrayList<>();
    for (int i = from; i < to; i++) {
      texts.add(i + " text".repeat(i % 12));
    }
    return texts;
  }

  /** Arguments: the cache, the first text, texts a call, a file to make when it begins. */
  public static void main(String[] arguments) throws IOException {
    int next = Integer.parseInt(arguments[1]);
    int some = Integer.parseInt(arguments[2]);
    VectorCache cache = VectorCache.in(Path.of(arguments[0]));
    try (CachedTextEncoder encoder = CachedTextEncoder.over(FakeEncoder.of("one", DIMS), cache)) {
      Files.writeString(Path.of(arguments[3]), "begun");
      while (true) {
        encoder.encode(texts(next, next + some));
        next += some;
      }
    }
  }

  static Process start(Path cache, int from, int some, Path begun, Path log) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            CachingChild.class.getName(),
            cache.toString(),
            Integer.toString(from),
            Integer.toString(some),
            begun.toString())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }
}
