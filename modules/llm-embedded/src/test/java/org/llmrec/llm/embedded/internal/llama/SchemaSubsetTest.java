package org.llmrec.llm.embedded.internal.llama;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmrec.core.json.Json;
import org.llmrec.llm.ModelException;

/** A schema that llama.cpp does not know ends its process: none must get there. */
class SchemaSubsetTest {

  @Test
  void whatEnrichmentAsksForIsKnown() {
    assertDoesNotThrow(
        () ->
            check(
                """
                {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
                 "properties": {
                   "text": {"type": "string", "minLength": 1, "maxLength": 2000, "title": "t"},
                   "tags": {"type": "array", "minItems": 1, "maxItems": 20,
                            "items": {"type": "string", "maxLength": 40}},
                   "sure": {"enum": ["yes", "no"]},
                   "year": {"anyOf": [{"type": "integer", "minimum": 1900}, {"type": "null"}]},
                   "more": {"type": "object", "additionalProperties": {"type": "number"}},
                   "const": {"const": 1}},
                 "required": ["text", "tags"], "additionalProperties": false}
                """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type': 'bogus'} | type of \"bogus\" at $",
        "{} | type of  at $",
        "{'type': ['string', 'null']} | at $",
        "{'type': 'string', 'pattern': '^a'} | pattern at $",
        "{'type': 'object', 'properties': {'a': {'$ref': '#/$defs/b'}}} | at $.a",
        "{'type': 'array', 'items': {'type': 'number', 'minimum': 1}} | minimum at $[]",
        "{'type': 'array', 'items': true} | no object at $[]",
        "{'type': 'array', 'items': {'type': 'string'}, 'uniqueItems': true} | uniqueItems",
        "{'anyOf': [{'type': 'string'}, {'type': 'thing'}]} | \"thing\" at $"
      })
  void whatIsNotKnownIsNamedWithItsPlace(String schema, String says) {
    EngineException e = assertThrows(EngineException.class, () -> check(schema.replace('\'', '"')));
    assertEquals(ModelException.Kind.BAD_REQUEST, e.kind());
    assertTrue(e.getMessage().contains(says), e.getMessage());
  }

  private static void check(String schema) throws JsonProcessingException {
    SchemaSubset.check(Json.mapper().readTree(schema));
  }
}
