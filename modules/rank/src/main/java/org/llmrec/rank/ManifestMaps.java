package org.llmrec.rank;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The free maps of a manifest in the one form that survives JSON unchanged. */
final class ManifestMaps {
  private ManifestMaps() {}

  /** Whole numbers become long, others double, so that what is read equals what was written. */
  static Map<String, Object> options(Map<String, Object> options) {
    Map<String, Object> sorted = new TreeMap<>();
    options.forEach((name, value) -> sorted.put(name, option(name, value)));
    return Collections.unmodifiableMap(sorted);
  }

  static Map<String, Double> metrics(Map<String, Double> metrics) {
    metrics.forEach(ManifestMaps::requireFinite);
    return Collections.unmodifiableMap(new TreeMap<>(metrics));
  }

  private static Object option(String name, Object value) {
    return switch (Objects.requireNonNull(value, name)) {
      case String text -> text;
      case Boolean flag -> flag;
      case Byte whole -> whole.longValue();
      case Short whole -> whole.longValue();
      case Integer whole -> whole.longValue();
      case Long whole -> whole;
      // By way of its text: 0.1f is to be read as 0.1, not as 0.10000000149.
      case Float real -> requireFinite(name, Double.valueOf(real.toString()));
      case Double real -> requireFinite(name, real);
      default ->
          throw new IllegalArgumentException(
              name + " must be text, a number or a boolean, found " + value);
    };
  }

  private static Double requireFinite(String name, Double value) {
    if (value == null || !Double.isFinite(value)) {
      throw new IllegalArgumentException(name + " must be finite, found " + value);
    }
    return value;
  }
}
