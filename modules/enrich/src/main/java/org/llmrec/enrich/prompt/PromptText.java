package org.llmrec.enrich.prompt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LanguageModelCode;
import org.llmrec.data.record.Nearest;

/**
 * A prompt's file taken apart: header lines {@code # key: value} at the start, then the wording.
 *
 * @param header what is stated, by key
 * @param body the wording
 */
record PromptText(Map<String, String> header, String body) {
  /** All keys of a header. */
  static final List<String> KEYS =
      List.of("id", "version", "asks", "output", "form", "answer", "tokens", "ask");

  private static final Pattern LINE = Pattern.compile("# *([a-z][a-z-]*):(.*)");
  private static final int MAX_VERSION_DIGITS = 9;

  /**
   * Reads it.
   *
   * @param name of the prompt, for messages
   * @throws ConfigException if a header line has an unknown key or one twice
   */
  static PromptText of(String name, String text) {
    Map<String, String> header = new LinkedHashMap<>();
    String rest = text.startsWith("\uFEFF") ? text.substring(1) : text;
    rest = rest.replace("\r\n", "\n").replace('\r', '\n');
    int number = 1;
    while (true) {
      int end = rest.indexOf('\n');
      Matcher line = LINE.matcher(end < 0 ? rest : rest.substring(0, end));
      if (!line.matches()) {
        // A heading such as "# Task" belongs to the wording.
        return new PromptText(header, rest.strip());
      }
      String key = line.group(1);
      if (!KEYS.contains(key)) {
        throw new ConfigException(
            LanguageModelCode.PROMPT_REFUSED,
            "prompt '"
                + name
                + "', line "
                + number
                + ": expected a header line with one of the keys "
                + KEYS
                + ", found '"
                + key
                + "'"
                + Nearest.hint(key, KEYS));
      }
      if (header.put(key, line.group(2).strip()) != null) {
        throw new ConfigException(
            LanguageModelCode.PROMPT_REFUSED,
            "prompt '" + name + "', line " + number + ": expected '" + key + "' once");
      }
      rest = end < 0 ? "" : rest.substring(end + 1);
      number++;
    }
  }

  /** A value; empty where the header does not state it. */
  String value(String key) {
    return header.getOrDefault(key, "");
  }

  /** The form that the header states. */
  Optional<AnswerForm> form(String name) {
    if (!header.containsKey("form")) {
      return Optional.empty();
    }
    Optional<AnswerForm> form = AnswerForm.parse(value("form"));
    if (form.isEmpty()) {
      throw wrong(name, "form", "'text 3-120' or 'tags 5-15' (at most 200 words or 40 tags)");
    }
    return form;
  }

  /** Whether the answer is JSON. */
  boolean json(String name) {
    return switch (header.getOrDefault("answer", "plain")) {
      case "json" -> true;
      case "plain" -> false;
      default -> throw wrong(name, "answer", "'json' or 'plain'");
    };
  }

  /** A count from 1 on, if stated. */
  int count(String name, String key, int otherwise) {
    if (!header.containsKey(key)) {
      return otherwise;
    }
    String value = value(key);
    if (!value.matches("[1-9][0-9]*") || value.length() > MAX_VERSION_DIGITS) {
      throw wrong(name, key, "a whole number from 1 on");
    }
    return Integer.parseInt(value);
  }

  private ConfigException wrong(String name, String key, String expected) {
    return new ConfigException(
        LanguageModelCode.PROMPT_REFUSED,
        "prompt '"
            + name
            + "': expected "
            + expected
            + " after '# "
            + key
            + ":', found '"
            + value(key)
            + "'");
  }
}
