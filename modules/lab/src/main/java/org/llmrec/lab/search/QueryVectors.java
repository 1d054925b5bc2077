package org.llmrec.lab.search;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.llmrec.core.vector.Vectors;
import org.llmrec.encode.Role;
import org.llmrec.encode.TextEncoder;

/** The vectors of queries, each encoded once and by itself, as a search box would. Thread-safe. */
final class QueryVectors {
  private final Supplier<TextEncoder> encoder;
  private final Map<String, float[]> known = new ConcurrentHashMap<>();

  QueryVectors(Supplier<TextEncoder> encoder) {
    this.encoder = encoder;
  }

  int dims() {
    return encoder.get().dims();
  }

  /** Of length 1, {@code [D]}; not to be changed. */
  float[] of(String query) {
    return known.computeIfAbsent(
        query,
        text -> Vectors.normalise(encoder.get().encode(List.of(text), Role.QUERY).vectors()[0]));
  }
}
