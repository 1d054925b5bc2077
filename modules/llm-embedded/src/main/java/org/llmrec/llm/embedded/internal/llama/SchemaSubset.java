package org.llmrec.llm.embedded.internal.llama;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.llmrec.llm.ModelException;

/**
 * What of JSON Schema the engine keeps to: objects, arrays and texts with their bounds, numbers,
 * enumerations and alternatives. Anything else is refused by name rather than left out, so that an
 * answer that comes is one that fits.
 */
final class SchemaSubset {
  private static final Set<String> TYPES =
      Set.of("object", "array", "string", "integer", "number", "boolean", "null");

  /** Keywords that say nothing about what fits. */
  private static final Set<String> NOTES =
      Set.of("$schema", "$id", "title", "description", "default", "examples", "$comment");

  /** Keywords by the type they go with. */
  private static final Map<String, Set<String>> OF_TYPE =
      Map.of(
          "object", Set.of("properties", "required", "additionalProperties"),
          "array", Set.of("items", "minItems", "maxItems"),
          "string", Set.of("minLength", "maxLength"),
          "integer", Set.of("minimum", "maximum"));

  private SchemaSubset() {}

  /**
   * Does nothing if all of it is known.
   *
   * @throws EngineException otherwise
   */
  static void check(JsonNode schema) {
    check(schema, "$");
  }

  private static void check(JsonNode schema, String at) {
    if (!schema.isObject()) {
      throw unknown(at, "a schema that is no object");
    }
    if (schema.has("enum") || schema.has("const")) {
      others(schema, at, Set.of("enum", "const", "type"));
      return;
    }
    if (schema.has("anyOf") || schema.has("oneOf")) {
      others(schema, at, Set.of("anyOf", "oneOf"));
      each(schema.has("anyOf") ? schema.get("anyOf") : schema.get("oneOf"), at);
      return;
    }
    String type = schema.path("type").asText();
    if (!TYPES.contains(type)) {
      throw unknown(at, "a type of " + schema.path("type"));
    }
    others(schema, at, OF_TYPE.getOrDefault(type, Set.of()));
    schema.path("properties").properties().forEach(e -> check(e.getValue(), at + "." + e.getKey()));
    JsonNode more = schema.path("additionalProperties");
    if (more.isObject()) {
      check(more, at + ".additionalProperties");
    }
    if (schema.has("items")) {
      check(schema.get("items"), at + "[]");
    }
  }

  private static void each(JsonNode alternatives, String at) {
    for (JsonNode alternative : alternatives) {
      check(alternative, at);
    }
  }

  private static void others(JsonNode schema, String at, Set<String> known) {
    for (Iterator<String> names = schema.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!name.equals("type") && !known.contains(name) && !NOTES.contains(name)) {
        throw unknown(at, "the keyword " + name);
      }
    }
  }

  private static EngineException unknown(String at, String what) {
    return new EngineException(
        ModelException.Kind.BAD_REQUEST,
        "the embedded model keeps to schemas of objects, arrays, texts, numbers, enumerations and"
            + " alternatives; found "
            + what
            + " at "
            + at);
  }
}
