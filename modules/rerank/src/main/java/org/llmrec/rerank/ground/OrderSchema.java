package org.llmrec.rerank.ground;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.llmrec.core.json.Json;
import org.llmrec.llm.JsonSchema;

/**
 * Schemas of the answers that are read here, for models that keep to one ({@link
 * org.llmrec.llm.Capability#JSON_SCHEMA}). They use what strict servers and grammars take: one
 * object, all fields required, no others. That no label is named twice they can't say; {@link
 * Permutation} sees to it.
 */
public final class OrderSchema {
  /** Longer than any title: a small model stops here within a text. */
  private static final int MOST_CHARACTERS = 200;

  private OrderSchema() {}

  /**
   * {@code {"order": ["B", "A"]}}: all labels, the best first.
   *
   * @param labels one or more
   */
  public static JsonSchema order(List<String> labels) {
    return some(labels, labels.size());
  }

  /**
   * The same with so many of the labels.
   *
   * @param labels one or more
   * @param count 1 or more
   */
  public static JsonSchema some(List<String> labels, int count) {
    ObjectNode schema = object();
    ObjectNode order = property(schema, "order").put("type", "array");
    labels.forEach(order.putObject("items").put("type", "string").putArray("enum")::add);
    order.put("minItems", count).put("maxItems", count);
    return new JsonSchema("order", schema.toString());
  }

  /**
   * {@code {"answer": "B"}}: one of the labels.
   *
   * @param labels one or more
   */
  public static JsonSchema one(List<String> labels) {
    ObjectNode schema = object();
    labels.forEach(property(schema, "answer").put("type", "string").putArray("enum")::add);
    return new JsonSchema("answer", schema.toString());
  }

  /**
   * {@code {"titles": ["...", "..."]}}.
   *
   * @param most how many, 1 or more
   */
  public static JsonSchema titles(int most) {
    ObjectNode schema = object();
    ObjectNode titles = property(schema, "titles").put("type", "array");
    titles
        .putObject("items")
        .put("type", "string")
        .put("minLength", 1)
        .put("maxLength", MOST_CHARACTERS);
    titles.put("minItems", 1).put("maxItems", most);
    return new JsonSchema("titles", schema.toString());
  }

  private static ObjectNode object() {
    return Json.mapper().createObjectNode().put("type", "object");
  }

  private static ObjectNode property(ObjectNode schema, String name) {
    ObjectNode property = schema.putObject("properties").putObject(name);
    schema.putArray("required").add(name);
    schema.put("additionalProperties", false);
    return property;
  }
}
