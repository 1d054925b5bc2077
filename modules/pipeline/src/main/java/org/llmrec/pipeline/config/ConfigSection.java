package org.llmrec.pipeline.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.record.Nearest;

/**
 * A section whose keys are known. Every complaint names file, line and key, and says what was
 * expected and what was found.
 */
final class ConfigSection {
  private final Path file;
  private final String name;
  private final ConfigNode.Table table;

  private ConfigSection(Path file, String name, ConfigNode.Table table) {
    this.file = file;
    this.name = name;
    this.table = table;
  }

  /**
   * Wraps a table.
   *
   * @param name its full name, empty at the top
   * @throws ConfigException if it has a key that is not in {@code known}
   */
  static ConfigSection of(Path file, String name, ConfigNode.Table table, List<String> known) {
    ConfigSection section = new ConfigSection(file, name, table);
    for (Map.Entry<String, ConfigNode> entry : table.entries().entrySet()) {
      if (!known.contains(entry.getKey())) {
        throw section.wrong(
            entry.getValue().line(),
            "unknown key \""
                + section.full(entry.getKey())
                + "\""
                + Nearest.hint(entry.getKey(), known)
                + " (known are "
                + String.join(", ", known)
                + ")");
      }
    }
    return section;
  }

  boolean has(String key) {
    return table.entries().containsKey(key);
  }

  /** The section below {@code key}; an empty one when it is absent. */
  ConfigSection section(String key, List<String> known) {
    return of(file, full(key), table(key), known);
  }

  private ConfigNode.Table table(String key) {
    ConfigNode node = table.entries().get(key);
    if (node == null || nothing(node)) {
      return new ConfigNode.Table(table.line(), Map.of());
    }
    if (node instanceof ConfigNode.Table found) {
      return found;
    }
    throw mismatch(key, node, "a section");
  }

  /** The sections in the list at {@code key}; none when it is absent. */
  List<ConfigSection> sections(String key, List<String> known) {
    ConfigNode node = table.entries().get(key);
    List<ConfigSection> sections = new ArrayList<>();
    if (node == null || nothing(node)) {
      return sections;
    }
    if (!(node instanceof ConfigNode.Sequence sequence)) {
      throw mismatch(key, node, "a list of sections, each beginning with \"- \"");
    }
    for (ConfigNode element : sequence.elements()) {
      String elementName = full(key) + "[" + sections.size() + "]";
      if (!(element instanceof ConfigNode.Table found)) {
        throw wrong(
            element.line(),
            elementName + ": expected a section with " + known + ", found " + element.kind());
      }
      sections.add(of(file, elementName, found, known));
    }
    return sections;
  }

  /** Text that has to be there; a number or truth value counts as the text it is written as. */
  String text(String key) {
    return optionalText(key)
        .orElseThrow(() -> wrong(table.line(), "expected " + full(key) + ", found none"));
  }

  /** Text, or nothing when the key is absent. */
  Optional<String> optionalText(String key) {
    ConfigNode node = table.entries().get(key);
    if (node == null) {
      return Optional.empty();
    }
    if (node instanceof ConfigNode.Scalar scalar
        && scalar.type() != ConfigNode.Type.NOTHING
        && !scalar.text().isBlank()) {
      return Optional.of(scalar.text());
    }
    throw mismatch(key, node, "text");
  }

  /** A whole number. */
  Optional<Long> integer(String key) {
    return scalar(key, "a whole number", ConfigNode.Type.INTEGER)
        .map(scalar -> parse(key, scalar, "a whole number", text -> Long.parseLong(text)));
  }

  /** A number. */
  Optional<Double> number(String key) {
    return scalar(key, "a number", ConfigNode.Type.INTEGER, ConfigNode.Type.NUMBER)
        .map(scalar -> parse(key, scalar, "a number", Double::parseDouble));
  }

  /** True or false. */
  Optional<Boolean> truth(String key) {
    return scalar(key, "true or false", ConfigNode.Type.TRUTH)
        .map(scalar -> scalar.text().equalsIgnoreCase("true"));
  }

  /** Names with texts, in the file's order; empty when the key is absent. */
  Map<String, String> texts(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    ConfigSection section = new ConfigSection(file, full(key), table(key));
    for (String each : section.table.entries().keySet()) {
      texts.put(each, section.text(each));
    }
    return texts;
  }

  /** Names with numbers, in the file's order; empty when the key is absent. */
  Map<String, Double> numbers(String key) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    ConfigSection section = new ConfigSection(file, full(key), table(key));
    for (String each : section.table.entries().keySet()) {
      numbers.put(each, section.number(each).orElseThrow());
    }
    return numbers;
  }

  private Optional<ConfigNode.Scalar> scalar(
      String key, String expected, ConfigNode.Type... types) {
    ConfigNode node = table.entries().get(key);
    if (node == null) {
      return Optional.empty();
    }
    if (node instanceof ConfigNode.Scalar scalar && List.of(types).contains(scalar.type())) {
      return Optional.of(scalar);
    }
    throw mismatch(key, node, expected);
  }

  private interface Parse<T> {
    T of(String text);
  }

  private <T> T parse(String key, ConfigNode.Scalar scalar, String expected, Parse<T> parse) {
    try {
      return parse.of(scalar.text().replace("_", ""));
    } catch (NumberFormatException e) {
      throw mismatch(key, scalar, expected);
    }
  }

  private static boolean nothing(ConfigNode node) {
    return node instanceof ConfigNode.Scalar scalar && scalar.type() == ConfigNode.Type.NOTHING;
  }

  private ConfigException mismatch(String key, ConfigNode node, String expected) {
    return wrong(node.line(), full(key) + ": expected " + expected + ", found " + node.kind());
  }

  /** A complaint about the value of a key. */
  ConfigException wrong(String key, String sentence) {
    ConfigNode node = table.entries().get(key);
    return wrong(node == null ? table.line() : node.line(), full(key) + ": " + sentence);
  }

  /** A complaint about the section, which the sentence may name itself. */
  ConfigException wrong(String sentence) {
    boolean named = name.isEmpty() || sentence.startsWith(name + ".");
    return wrong(table.line(), named ? sentence : name + ": " + sentence);
  }

  private ConfigException wrong(int line, String sentence) {
    return new ConfigException(file + ", line " + line + ": " + sentence);
  }

  private String full(String key) {
    return name.isEmpty() ? key : name + "." + key;
  }
}
