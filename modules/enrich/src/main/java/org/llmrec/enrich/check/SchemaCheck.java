package org.llmrec.enrich.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.llmrec.enrich.prompt.AnswerForm;
import org.llmrec.enrich.prompt.Prompt;
import org.llmrec.llm.JsonSchema;

/** Whether a JSON answer has the shape of its schema, by an independent validator. */
final class SchemaCheck {
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  /** One for each prompt of a job. */
  private static final Map<String, com.networknt.schema.JsonSchema> COMPILED =
      new ConcurrentHashMap<>();

  /** Schemas come from prompts, not from answers; this holds for a process that makes many. */
  private static final int MOST_COMPILED = 1_000;

  private SchemaCheck() {}

  /**
   * What is wrong with the shape, in our own words: the validator's would quote the answer.
   *
   * @param bounds whether bounds on lengths and counts are looked at too; where a field's own check
   *     has found something it says it better
   */
  static List<String> shape(Prompt prompt, JsonSchema schema, JsonNode cleaned, boolean bounds) {
    return compiled(schema).validate(cleaned).stream()
        .map(message -> sentence(prompt, message, bounds))
        .filter(sentence -> !sentence.isEmpty())
        .distinct()
        .toList();
  }

  private static com.networknt.schema.JsonSchema compiled(JsonSchema schema) {
    if (COMPILED.size() > MOST_COMPILED) {
      COMPILED.clear();
    }
    return COMPILED.computeIfAbsent(schema.json(), FACTORY::getSchema);
  }

  private static String sentence(Prompt prompt, ValidationMessage message, boolean bounds) {
    return switch (message.getType()) {
      case "required", "additionalProperties" ->
          "Expected a JSON object with the fields " + names(prompt) + " and no other.";
      case "type" -> "Expected a JSON object of this form: " + shape(prompt) + ".";
      default -> bounds ? "The JSON does not match its schema: " + message.getType() + "." : "";
    };
  }

  private static String names(Prompt prompt) {
    return prompt.fields().stream()
        .map(field -> "\"" + prompt.property(field) + "\"")
        .collect(Collectors.joining(", "));
  }

  private static String shape(Prompt prompt) {
    return prompt.fields().stream()
        .map(
            field ->
                "\""
                    + prompt.property(field)
                    + "\": "
                    + (prompt.form(field).kind() == AnswerForm.Kind.TAGS
                        ? "a list of strings"
                        : "a string"))
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
