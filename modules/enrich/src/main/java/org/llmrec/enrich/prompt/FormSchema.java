package org.llmrec.enrich.prompt;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.llmrec.core.json.Json;
import org.llmrec.llm.JsonSchema;

/**
 * The JSON schema of an answer. It keeps to what both OpenAI's strict mode and llama.cpp's grammars
 * take: every field required, no others, bounds on lengths and counts. The upper bounds are there
 * for small models, which otherwise go on within a string until the tokens are spent.
 */
final class FormSchema {
  private FormSchema() {}

  /** One property for each field, in order. */
  static JsonSchema of(String name, Map<String, AnswerForm> properties) {
    ObjectNode schema = Json.mapper().createObjectNode();
    schema.put("type", "object");
    ObjectNode each = schema.putObject("properties");
    ArrayNode required = schema.putArray("required");
    schema.put("additionalProperties", false);
    properties.forEach(
        (property, form) -> {
          describe(each.putObject(property), form);
          required.add(property);
        });
    return new JsonSchema(name, schema.toString());
  }

  private static void describe(ObjectNode node, AnswerForm form) {
    if (form.kind() == AnswerForm.Kind.TEXT) {
      node.put("type", "string").put("minLength", 1).put("maxLength", form.maxCharacters());
      return;
    }
    node.put("type", "array");
    node.putObject("items")
        .put("type", "string")
        .put("minLength", 1)
        .put("maxLength", AnswerForm.MAX_TAG_CHARACTERS);
    node.put("minItems", form.min()).put("maxItems", form.max());
  }
}
