package org.llmrec.data.config;

import java.util.List;
import java.util.Map;

/** A value in a YAML file that remembers its line. */
sealed interface ConfigNode {

  /** The line it begins in, from 1. */
  int line();

  /** What to call its kind in a message. */
  String kind();

  /** Keys with values, in the file's order. */
  record Table(int line, Map<String, ConfigNode> entries) implements ConfigNode {
    @Override
    public String kind() {
      return "a section";
    }
  }

  /** A list. */
  record Sequence(int line, List<ConfigNode> elements) implements ConfigNode {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /** A single value as it is written. */
  record Scalar(int line, Type type, String text) implements ConfigNode {
    @Override
    public String kind() {
      return switch (type) {
        case TEXT -> "\"" + text + "\"";
        case NOTHING -> "nothing";
        default -> text;
      };
    }

    /**
     * As Java has it: a {@link Long}, {@link Double}, {@link Boolean} or {@link String}.
     *
     * @throws NumberFormatException if a whole number has more than 64 bits
     */
    Object value() {
      return switch (type) {
        case INTEGER -> (Object) Long.valueOf(digits());
        case NUMBER -> Double.valueOf(digits());
        case TRUTH -> text.equalsIgnoreCase("true");
        case TEXT, NOTHING -> text;
      };
    }

    private String digits() {
      return text.replace("_", "");
    }
  }

  /** What a single value is by YAML's rules. */
  enum Type {
    TEXT,
    INTEGER,
    NUMBER,
    TRUTH,
    NOTHING
  }
}
