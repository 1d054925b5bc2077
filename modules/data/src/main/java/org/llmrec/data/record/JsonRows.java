package org.llmrec.data.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One JSON object a line. */
final class JsonRows extends LineRows {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(Limits.JSON_DEPTH)
                          .maxStringLength(Limits.RECORD_BYTES)
                          .maxTokenCount(Limits.JSON_TOKENS)
                          .maxNumberLength(Limits.NUMBER_DIGITS)
                          .maxNameLength(Limits.NAME_CHARACTERS)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  JsonRows(Path file, LineReader lines, Rejects rejects) {
    super(file, lines, rejects);
  }

  @Override
  Row row(Line line, String text) {
    JsonNode node;
    try {
      node = MAPPER.readTree(text);
    } catch (StreamConstraintsException e) {
      reject(line, Reason.TOO_DEEP, e.getOriginalMessage());
      return null;
    } catch (JsonProcessingException e) {
      reject(line, Reason.NOT_JSON, e.getOriginalMessage());
      return null;
    }
    if (node instanceof ObjectNode object) {
      return new Row.OfJson(line.number(), beginning(text), object);
    }
    reject(line, Reason.NOT_AN_OBJECT, "");
    return null;
  }

  @Override
  public Optional<List<String>> header() {
    return Optional.empty();
  }
}
