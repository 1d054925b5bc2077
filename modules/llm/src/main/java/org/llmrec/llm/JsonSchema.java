package org.llmrec.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.core.json.Json;

/**
 * What a JSON answer has to look like.
 *
 * @param name letters, digits, underscore and hyphen, 1 to 64 of them, as servers want it
 * @param json the schema (draft 2020-12) as JSON on one line
 */
public record JsonSchema(String name, String json) {
  /**
   * Brings the schema onto one line.
   *
   * @throws ConfigException if the name has other characters or the schema is no JSON object
   */
  public JsonSchema {
    if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
      throw new ConfigException(
          OptionCode.NAME_REFUSED,
          "expected a schema's name of 1 to 64 letters, digits, _ and -, found \"" + name + "\"");
    }
    try {
      var tree = Json.mapper().readTree(json);
      if (!tree.isObject()) {
        throw new ConfigException(
            OptionCode.OPTION_VALUE, "schema " + name + ": expected a JSON object, found " + json);
      }
      json = Json.line(tree);
    } catch (JsonProcessingException e) {
      throw new ConfigException(
          OptionCode.OPTION_VALUE,
          "schema " + name + ": expected JSON, found " + e.getOriginalMessage(),
          e);
    }
  }
}
