package org.llmrec.llm.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import org.llmrec.core.json.Json;
import org.llmrec.llm.JsonSchema;

/** How a server is asked for JSON, from the strictest way down. */
enum ResponseFormat {
  /** By the schema. */
  JSON_SCHEMA,
  /** Any JSON object. */
  JSON_OBJECT,
  /** Not at all: the prompt's own words have to do. */
  NONE;

  /** The next looser one. */
  ResponseFormat looser() {
    return this == JSON_SCHEMA ? JSON_OBJECT : NONE;
  }

  /** Adds it to a request. */
  void addTo(ObjectNode body, JsonSchema schema) {
    switch (this) {
      case JSON_SCHEMA -> {
        ObjectNode format = body.putObject("response_format").put("type", "json_schema");
        ObjectNode named = format.putObject("json_schema");
        named.put("name", schema.name()).put("strict", true);
        try {
          named.set("schema", Json.mapper().readTree(schema.json()));
        } catch (JsonProcessingException e) {
          throw new UncheckedIOException("a schema is JSON by its constructor", e);
        }
      }
      case JSON_OBJECT -> body.putObject("response_format").put("type", "json_object");
      case NONE -> {}
    }
  }
}
