package org.llmrec.data.config;

import java.util.EnumSet;
import java.util.Set;

/** Single values as Java's, or a complaint with their place. */
final class Scalars {
  private static final Set<ConfigNode.Type> NUMBERS =
      EnumSet.of(ConfigNode.Type.INTEGER, ConfigNode.Type.NUMBER);
  private static final Set<ConfigNode.Type> ANY =
      EnumSet.complementOf(EnumSet.of(ConfigNode.Type.NOTHING));

  private Scalars() {}

  static String text(Place place, String key, ConfigNode node) {
    if (node instanceof ConfigNode.Scalar scalar
        && scalar.type() != ConfigNode.Type.NOTHING
        && !scalar.text().isBlank()) {
      return scalar.text();
    }
    throw place.mismatch(key, node, "text");
  }

  static long integer(Place place, String key, ConfigNode node) {
    return (Long) value(place, key, node, EnumSet.of(ConfigNode.Type.INTEGER), "a whole number");
  }

  static double number(Place place, String key, ConfigNode node) {
    return ((Number) value(place, key, node, NUMBERS, "a number")).doubleValue();
  }

  static boolean truth(Place place, String key, ConfigNode node) {
    return (Boolean) value(place, key, node, EnumSet.of(ConfigNode.Type.TRUTH), "true or false");
  }

  /** A {@link Long}, {@link Double}, {@link Boolean} or {@link String}. */
  static Object setting(Place place, String key, ConfigNode node) {
    return value(place, key, node, ANY, "a number, true, false or a word");
  }

  private static Object value(
      Place place, String key, ConfigNode node, Set<ConfigNode.Type> types, String expected) {
    if (node instanceof ConfigNode.Scalar scalar && types.contains(scalar.type())) {
      try {
        return scalar.value();
      } catch (NumberFormatException e) {
        throw place.mismatch(key, node, expected);
      }
    }
    throw place.mismatch(key, node, expected);
  }
}
