package org.llmrec.data.config;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.record.Nearest;

/**
 * A section whose keys are known. Every complaint names file, line and key, and says what was
 * expected and what was found. Immutable.
 */
public final class ConfigSection {
  private static final List<ConfigNode.Type> NUMBERS =
      List.of(ConfigNode.Type.INTEGER, ConfigNode.Type.NUMBER);

  private final Path file;
  private final String name;
  private final ConfigNode.Table table;

  private ConfigSection(Path file, String name, ConfigNode.Table table) {
    this.file = file;
    this.name = name;
    this.table = table;
  }

  /**
   * Reads a file.
   *
   * @param known the keys at the top
   * @throws ConfigException if it is no YAML, or has a key that is not in {@code known}
   * @throws java.nio.file.NoSuchFileException if it is not there
   * @throws IOException if it cannot be read
   */
  public static ConfigSection read(Path file, List<String> known) throws IOException {
    return of(file, "", ConfigParser.parse(file, known), known);
  }

  private static ConfigSection of(
      Path file, String name, ConfigNode.Table table, List<String> known) {
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

  /** Whether the key is there, whatever its value. */
  public boolean has(String key) {
    return table.entries().containsKey(key);
  }

  /** The section below {@code key}; an empty one when it is absent. */
  public ConfigSection section(String key, List<String> known) {
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
  public List<ConfigSection> sections(String key, List<String> known) {
    List<ConfigSection> sections = new ArrayList<>();
    for (ConfigNode element : elements(key, "a list of sections, each beginning with \"- \"")) {
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

  private List<ConfigNode> elements(String key, String expected) {
    ConfigNode node = table.entries().get(key);
    if (node == null || nothing(node)) {
      return List.of();
    }
    if (!(node instanceof ConfigNode.Sequence sequence)) {
      throw mismatch(key, node, expected);
    }
    return sequence.elements();
  }

  /** Text that has to be there; a number or truth value counts as the text it is written as. */
  public String text(String key) {
    return optionalText(key)
        .orElseThrow(() -> wrong(table.line(), "expected " + full(key) + ", found none"));
  }

  /** Text, or nothing when the key is absent. */
  public Optional<String> optionalText(String key) {
    return Optional.ofNullable(table.entries().get(key)).map(node -> asText(key, node));
  }

  private String asText(String key, ConfigNode node) {
    if (node instanceof ConfigNode.Scalar scalar && !nothing(node) && !scalar.text().isBlank()) {
      return scalar.text();
    }
    throw mismatch(key, node, "text");
  }

  /**
   * The text as {@code parse} understands it, or nothing when the key is absent. Its complaints get
   * file, line and key.
   */
  public <T> Optional<T> parsed(String key, Function<String, T> parse) {
    try {
      return optionalText(key).map(parse);
    } catch (ConfigException e) {
      throw located(key, e);
    }
  }

  /** The complaint with file, line and key, if it doesn't name the file already. */
  public ConfigException located(String key, ConfigException complaint) {
    return complaint.getMessage().startsWith(file + ", line ")
        ? complaint
        : wrong(key, complaint.getMessage());
  }

  /** A path that has to be there; a relative one is taken from {@code folder}. */
  public Path path(String key, Path folder) {
    String text = text(key);
    try {
      return folder.resolve(text).normalize();
    } catch (InvalidPathException e) {
      throw wrong(key, "expected a path, found \"" + text + "\"");
    }
  }

  /** A whole number. */
  public Optional<Long> integer(String key) {
    return Optional.ofNullable(table.entries().get(key)).map(node -> asInteger(key, node));
  }

  /** A number. */
  public Optional<Double> number(String key) {
    return Optional.ofNullable(table.entries().get(key)).map(node -> asNumber(key, node));
  }

  /** True or false. */
  public Optional<Boolean> truth(String key) {
    return Optional.ofNullable(table.entries().get(key))
        .map(node -> (Boolean) value(key, node, List.of(ConfigNode.Type.TRUTH), "true or false"));
  }

  private long asInteger(String key, ConfigNode node) {
    return (Long) value(key, node, List.of(ConfigNode.Type.INTEGER), "a whole number");
  }

  private double asNumber(String key, ConfigNode node) {
    return ((Number) value(key, node, NUMBERS, "a number")).doubleValue();
  }

  private Object asSetting(String key, ConfigNode node) {
    List<ConfigNode.Type> types =
        List.of(
            ConfigNode.Type.INTEGER,
            ConfigNode.Type.NUMBER,
            ConfigNode.Type.TRUTH,
            ConfigNode.Type.TEXT);
    return value(key, node, types, "a number, true, false or a word");
  }

  private Object value(String key, ConfigNode node, List<ConfigNode.Type> types, String expected) {
    if (node instanceof ConfigNode.Scalar scalar && types.contains(scalar.type())) {
      try {
        return scalar.value();
      } catch (NumberFormatException e) {
        throw mismatch(key, node, expected);
      }
    }
    throw mismatch(key, node, expected);
  }

  /** Names with texts, in the file's order; empty when the key is absent. */
  public Map<String, String> texts(String key) {
    return entries(key, ConfigSection::asText);
  }

  /** Names with numbers, in the file's order; empty when the key is absent. */
  public Map<String, Double> numbers(String key) {
    return entries(key, ConfigSection::asNumber);
  }

  /**
   * Names with values, each a {@link Long}, {@link Double}, {@link Boolean} or {@link String}, in
   * the file's order; empty when the key is absent.
   */
  public Map<String, Object> settings(String key) {
    return entries(key, ConfigSection::asSetting);
  }

  /** Names with lists of such values; a list has at least one. */
  public Map<String, List<Object>> choices(String key) {
    return entries(
        key,
        (section, each, node) -> {
          List<Object> values = section.list(each, ConfigSection::asSetting);
          if (values.isEmpty()) {
            throw section.mismatch(each, node, "a list of values such as [1, 2]");
          }
          return values;
        });
  }

  /** The list of texts at {@code key}; empty when it is absent. */
  public List<String> textList(String key) {
    return list(key, ConfigSection::asText);
  }

  /** The list of whole numbers at {@code key}; empty when it is absent. */
  public List<Long> integers(String key) {
    return list(key, ConfigSection::asInteger);
  }

  private interface Reader<T> {
    T read(ConfigSection section, String key, ConfigNode node);
  }

  private <T> Map<String, T> entries(String key, Reader<T> reader) {
    Map<String, T> read = new LinkedHashMap<>();
    ConfigSection section = new ConfigSection(file, full(key), table(key));
    section
        .table
        .entries()
        .forEach((each, node) -> read.put(each, reader.read(section, each, node)));
    return read;
  }

  private <T> List<T> list(String key, Reader<T> reader) {
    return elements(key, "a list such as [1, 2]").stream()
        .map(node -> reader.read(this, key, node))
        .toList();
  }

  private static boolean nothing(ConfigNode node) {
    return node instanceof ConfigNode.Scalar scalar && scalar.type() == ConfigNode.Type.NOTHING;
  }

  private ConfigException mismatch(String key, ConfigNode node, String expected) {
    return wrong(node.line(), full(key) + ": expected " + expected + ", found " + node.kind());
  }

  /** A complaint about the value of a key. */
  public ConfigException wrong(String key, String sentence) {
    ConfigNode node = table.entries().get(key);
    return wrong(node == null ? table.line() : node.line(), full(key) + ": " + sentence);
  }

  /** A complaint about the section, which the sentence may name itself. */
  public ConfigException wrong(String sentence) {
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
