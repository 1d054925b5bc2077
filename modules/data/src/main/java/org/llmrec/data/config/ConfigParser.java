package org.llmrec.data.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

/** From a YAML file to {@link ConfigNode}: one document, no aliases, no key twice. */
final class ConfigParser {
  private static final YAMLFactory YAML = new YAMLFactory();
  private static final long LARGEST = 1 << 20;
  private static final int DEEPEST = 20;

  private final Path file;
  private final YAMLParser parser;

  private ConfigParser(Path file, YAMLParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /**
   * Reads a file.
   *
   * @param known the keys at the top, for a message
   * @throws ConfigException if it is too large, no YAML, or its top is no section
   * @throws java.nio.file.NoSuchFileException if it is not there
   */
  static ConfigNode.Table parse(Path file, List<String> known) throws IOException {
    long size = Files.size(file);
    if (size > LARGEST) {
      throw new ConfigException(
          OptionCode.CONFIG_SYNTAX,
          file + ": expected a configuration of at most 1 MiB, found " + size + " bytes");
    }
    return parse(file, new String(Files.readAllBytes(file), StandardCharsets.UTF_8), known);
  }

  /**
   * Reads a text.
   *
   * @param file what it is called in messages
   */
  static ConfigNode.Table parse(Path file, String text, List<String> known) throws IOException {
    try (YAMLParser parser = YAML.createParser(text)) {
      return new ConfigParser(file, parser).top(known);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw new ConfigException(
          OptionCode.CONFIG_SYNTAX,
          file
              + (at == null ? "" : ", line " + at.getLineNr())
              + ": expected YAML, found "
              + e.getOriginalMessage().lines().findFirst().orElse("something else"),
          e);
    }
  }

  private ConfigNode.Table top(List<String> known) throws IOException {
    if (parser.nextToken() == null) {
      throw new ConfigException(
          OptionCode.CONFIG_SYNTAX, file + ": expected a configuration, found an empty file");
    }
    ConfigNode node = node(0);
    if (!(node instanceof ConfigNode.Table table)) {
      throw wrong("keys such as " + known.get(0) + ":, found " + node.kind());
    }
    if (parser.nextToken() != null) {
      throw wrong("one document, found a second");
    }
    return table;
  }

  /** The value that begins with the current token. */
  private ConfigNode node(int depth) throws IOException {
    if (depth > DEEPEST) {
      throw wrong("a configuration, found one nested more than " + DEEPEST + " deep");
    }
    if (parser.isCurrentAlias()) {
      throw wrong("a value, found the alias *" + parser.getText() + "; write the value out");
    }
    int line = line();
    return switch (parser.currentToken()) {
      case START_OBJECT -> table(line, depth);
      case START_ARRAY -> sequence(line, depth);
      case VALUE_NUMBER_INT -> scalar(line, ConfigNode.Type.INTEGER);
      case VALUE_NUMBER_FLOAT -> scalar(line, ConfigNode.Type.NUMBER);
      case VALUE_TRUE, VALUE_FALSE -> scalar(line, ConfigNode.Type.TRUTH);
      case VALUE_NULL -> scalar(line, ConfigNode.Type.NOTHING);
      default -> scalar(line, ConfigNode.Type.TEXT);
    };
  }

  private ConfigNode.Scalar scalar(int line, ConfigNode.Type type) throws IOException {
    return new ConfigNode.Scalar(line, type, parser.getText());
  }

  private ConfigNode.Table table(int line, int depth) throws IOException {
    Map<String, ConfigNode> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      int keyLine = line();
      parser.nextToken();
      if (entries.put(key, node(depth + 1)) != null) {
        throw new ConfigException(
            OptionCode.CONFIG_SYNTAX,
            file + ", line " + keyLine + ": expected every key once, found \"" + key + "\" again");
      }
    }
    return new ConfigNode.Table(line, entries);
  }

  private ConfigNode.Sequence sequence(int line, int depth) throws IOException {
    List<ConfigNode> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(node(depth + 1));
    }
    return new ConfigNode.Sequence(line, elements);
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  private ConfigException wrong(String what) {
    return new ConfigException(
        OptionCode.CONFIG_SYNTAX, file + ", line " + line() + ": expected " + what);
  }
}
