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
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One JSON object a line. */
final class JsonRows extends Rows {
  /** No record of a catalogue nests deeper; a file that does is out to exhaust the stack. */
  private static final int MAX_DEPTH = 64;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(MAX_RECORD_BYTES)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final LineReader lines;

  JsonRows(Path file, LineReader lines, Rejects rejects) {
    super(file, rejects);
    this.lines = lines;
  }

  @Override
  public Row next() throws IOException {
    for (Line line = lines.next(); line != null; line = lines.next()) {
      String text = line.text();
      if (text != null && text.isBlank() && !line.tooLong()) {
        continue;
      }
      countRecord();
      if (line.tooLong()) {
        reject(line, Reason.TOO_LONG, "");
      } else if (text == null) {
        reject(line, Reason.NOT_UTF8, "");
      } else {
        Row row = parse(line, text);
        if (row != null) {
          return row;
        }
      }
    }
    return null;
  }

  private Row parse(Line line, String text) {
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

  /** So that a refused field does not keep a long line alive. */
  static String beginning(String text) {
    return text.substring(0, Math.min(text.length(), Rejects.EXCERPT + 1));
  }

  @Override
  public Optional<List<String>> header() {
    return Optional.empty();
  }

  @Override
  public long consumed() {
    return lines.consumed();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
