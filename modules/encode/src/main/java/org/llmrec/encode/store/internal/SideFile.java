package org.llmrec.encode.store.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.EncoderCode;
import org.llmrec.core.json.Json;

/**
 * A JSON file that an export carries beside the model; may be absent.
 *
 * @param name its path in the folder
 * @param content what is in it, "missing" if there is no such file
 */
record SideFile(String name, JsonNode content) {

  /**
   * Reads it.
   *
   * @throws ConfigException if it is there and no JSON
   */
  static SideFile read(Path folder, String name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      return new SideFile(name, MissingNode.getInstance());
    }
    try {
      return new SideFile(name, Json.mapper().readTree(Files.readAllBytes(file)));
    } catch (JsonProcessingException e) {
      throw new ConfigException(
          EncoderCode.MODEL_UNSUPPORTED,
          file + ": expected JSON, found " + e.getOriginalMessage(),
          e);
    }
  }

  boolean isThere() {
    return !content.isMissingNode();
  }

  /** A number that a model can have; exporters write 1e30 where they mean that there is none. */
  OptionalInt number(String field) {
    JsonNode value = content.path(field);
    boolean sane = value.isNumber() && value.asDouble() >= 1 && value.asDouble() <= 1 << 16;
    return sane ? OptionalInt.of(value.asInt()) : OptionalInt.empty();
  }

  /** Whether a field is there and true. */
  boolean says(String field) {
    return content.path(field).asBoolean();
  }

  Optional<String> text(String pointer) {
    JsonNode value = content.at(pointer);
    return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
  }
}
