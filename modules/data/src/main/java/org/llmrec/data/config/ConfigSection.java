package org.llmrec.data.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.ErrorCode;
import org.llmrec.core.error.OptionCode;
import org.llmrec.data.record.Nearest;

/**
 * A section whose keys are known. Every complaint names file, line and key, and says what was
 * expected and what was found. Immutable.
 */
public final class ConfigSection {
  private final Place place;
  private final ConfigNode.Table table;

  private ConfigSection(Place place, ConfigNode.Table table) {
    this.place = place;
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
    return of(new Place(file, ""), ConfigParser.parse(file, known), known);
  }

  /**
   * Reads a text whose top names sections freely, in its order.
   *
   * @param file what the text is called in complaints
   * @param known the keys of each section
   * @throws ConfigException if it is no YAML, or one of its sections has a key that is not in
   *     {@code known}
   */
  public static Map<String, ConfigSection> named(Path file, String text, List<String> known) {
    ConfigNode.Table top;
    try {
      top = ConfigParser.parse(file, text, known);
    } catch (IOException e) {
      throw new UncheckedIOException("a text cannot fail to be read", e);
    }
    ConfigSection all = new ConfigSection(new Place(file, ""), top);
    Map<String, ConfigSection> sections = new LinkedHashMap<>();
    top.entries().keySet().forEach(name -> sections.put(name, all.section(name, known)));
    return sections;
  }

  private static ConfigSection of(Place place, ConfigNode.Table table, List<String> known) {
    for (Map.Entry<String, ConfigNode> entry : table.entries().entrySet()) {
      if (!known.contains(entry.getKey())) {
        throw place.wrong(
            OptionCode.CONFIG_KEY_UNKNOWN,
            entry.getValue().line(),
            "unknown key \""
                + place.full(entry.getKey())
                + "\""
                + Nearest.hint(entry.getKey(), known)
                + " (known are "
                + String.join(", ", known)
                + ")");
      }
    }
    return new ConfigSection(place, table);
  }

  /** Whether the key is there, whatever its value. */
  public boolean has(String key) {
    return table.entries().containsKey(key);
  }

  /**
   * The keys of the section below {@code key}, in the file's order, known or not; none when it is
   * absent. For sections whose keys depend on one of them.
   */
  public List<String> keys(String key) {
    return List.copyOf(table(key).entries().keySet());
  }

  /** The section below {@code key}; an empty one when it is absent. */
  public ConfigSection section(String key, List<String> known) {
    return of(place.below(key), table(key), known);
  }

  private ConfigNode.Table table(String key) {
    ConfigNode node = table.entries().get(key);
    if (node == null || nothing(node)) {
      return new ConfigNode.Table(table.line(), Map.of());
    }
    if (node instanceof ConfigNode.Table found) {
      return found;
    }
    throw place.mismatch(key, node, "a section");
  }

  /** The sections in the list at {@code key}; none when it is absent. */
  public List<ConfigSection> sections(String key, List<String> known) {
    List<ConfigSection> sections = new ArrayList<>();
    for (ConfigNode element :
        elements(
            place,
            key,
            table.entries().get(key),
            "a list of sections, each beginning with \"- \"")) {
      Place below = place.below(key + "[" + sections.size() + "]");
      if (!(element instanceof ConfigNode.Table found)) {
        throw below.mismatch("", element, "a section with " + known);
      }
      sections.add(of(below, found, known));
    }
    return sections;
  }

  private static List<ConfigNode> elements(
      Place place, String key, ConfigNode node, String expected) {
    if (node == null || nothing(node)) {
      return List.of();
    }
    if (!(node instanceof ConfigNode.Sequence sequence)) {
      throw place.mismatch(key, node, expected);
    }
    return sequence.elements();
  }

  /** Text that has to be there; a number or truth value counts as the text it is written as. */
  public String text(String key) {
    return optionalText(key)
        .orElseThrow(
            () ->
                place.wrong(
                    OptionCode.CONFIG_KEY_MISSING,
                    table.line(),
                    "expected " + place.full(key) + ", found none"));
  }

  /** Text, or nothing when the key is absent. */
  public Optional<String> optionalText(String key) {
    return Optional.ofNullable(table.entries().get(key))
        .map(node -> Scalars.text(place, key, node));
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
    return place.isIn(complaint) ? complaint : wrong(complaint.code(), key, complaint.getMessage());
  }

  /** A path that has to be there; a relative one is taken from {@code folder}. */
  public Path path(String key, Path folder) {
    return resolved(key, text(key), folder);
  }

  /** A text of the key as a path; a relative one is taken from {@code folder}. */
  public Path resolved(String key, String text, Path folder) {
    try {
      return folder.resolve(text).normalize();
    } catch (InvalidPathException e) {
      throw wrong(key, "expected a path, found \"" + text + "\"");
    }
  }

  /** A whole number. */
  public Optional<Long> integer(String key) {
    return Optional.ofNullable(table.entries().get(key))
        .map(node -> Scalars.integer(place, key, node));
  }

  /** A number. */
  public Optional<Double> number(String key) {
    return Optional.ofNullable(table.entries().get(key))
        .map(node -> Scalars.number(place, key, node));
  }

  /** True or false. */
  public Optional<Boolean> truth(String key) {
    return Optional.ofNullable(table.entries().get(key))
        .map(node -> Scalars.truth(place, key, node));
  }

  /** Names with texts, in the file's order; empty when the key is absent. */
  public Map<String, String> texts(String key) {
    return entries(key, Scalars::text);
  }

  /** Names with numbers, in the file's order; empty when the key is absent. */
  public Map<String, Double> numbers(String key) {
    return entries(key, Scalars::number);
  }

  /**
   * Names with values, each a {@link Long}, {@link Double}, {@link Boolean} or {@link String}, in
   * the file's order; empty when the key is absent.
   */
  public Map<String, Object> settings(String key) {
    return entries(key, Scalars::setting);
  }

  /** Names with lists of such values; a list has at least one. */
  public Map<String, List<Object>> choices(String key) {
    return entries(
        key,
        (below, each, node) -> {
          List<Object> values = list(below, each, node, Scalars::setting);
          if (values.isEmpty()) {
            throw below.mismatch(each, node, "a list of values such as [1, 2]");
          }
          return values;
        });
  }

  /** The list of texts at {@code key}; empty when it is absent. */
  public List<String> textList(String key) {
    return list(key, Scalars::text);
  }

  /** The list of texts at {@code key}, where one alone may stand without brackets. */
  public List<String> textOrList(String key) {
    return table.entries().get(key) instanceof ConfigNode.Scalar scalar && !nothing(scalar)
        ? List.of(text(key))
        : textList(key);
  }

  /** The list of whole numbers at {@code key}; empty when it is absent. */
  public List<Long> integers(String key) {
    return list(key, Scalars::integer);
  }

  private interface Reader<T> {
    T read(Place place, String key, ConfigNode node);
  }

  private <T> Map<String, T> entries(String key, Reader<T> reader) {
    Map<String, T> read = new LinkedHashMap<>();
    Place below = place.below(key);
    table(key).entries().forEach((each, node) -> read.put(each, reader.read(below, each, node)));
    return read;
  }

  private <T> List<T> list(String key, Reader<T> reader) {
    return list(place, key, table.entries().get(key), reader);
  }

  private static <T> List<T> list(Place place, String key, ConfigNode node, Reader<T> reader) {
    return elements(place, key, node, "a list such as [1, 2]").stream()
        .map(element -> reader.read(place, key, element))
        .toList();
  }

  private static boolean nothing(ConfigNode node) {
    return node instanceof ConfigNode.Scalar scalar && scalar.type() == ConfigNode.Type.NOTHING;
  }

  /** A complaint about the value of a key. */
  public ConfigException wrong(String key, String sentence) {
    return wrong(OptionCode.CONFIG_VALUE, key, sentence);
  }

  /** The same with another code than that of a value that cannot be used. */
  public ConfigException wrong(ErrorCode code, String key, String sentence) {
    ConfigNode node = table.entries().get(key);
    int line = node == null ? table.line() : node.line();
    return place.wrong(code, line, place.full(key) + ": " + sentence);
  }

  /** A complaint about the section, which the sentence may name itself. */
  public ConfigException wrong(String sentence) {
    return wrong(OptionCode.CONFIG_VALUE, sentence);
  }

  /** The same with another code than that of a value that cannot be used. */
  public ConfigException wrong(ErrorCode code, String sentence) {
    return place.wrong(code, table.line(), place.named(sentence));
  }
}
