package org.llmrec.enrich.prompt;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Sentences that are the same in every question. */
final class Wording {
  private Wording() {}

  static String language(Locale language) {
    return "Write the answer in " + language.getDisplayLanguage(Locale.ENGLISH) + ".";
  }

  /** The fields of a pack, as the object that is asked for. */
  static String object(Map<String, AnswerForm> fields) {
    return fields.entrySet().stream()
        .map(field -> "\"" + field.getKey() + "\": " + value(field.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String value(AnswerForm form) {
    return form.kind() == AnswerForm.Kind.TAGS ? "[\"...\", \"...\"]" : "\"...\"";
  }

  /** Names in a row. */
  static String names(List<String> names) {
    return names.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
  }
}
