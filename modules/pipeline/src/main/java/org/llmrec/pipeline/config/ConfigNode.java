package org.llmrec.pipeline.config;

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
