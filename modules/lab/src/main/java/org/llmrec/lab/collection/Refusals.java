package org.llmrec.lab.collection;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.llmrec.core.json.Json;
import org.llmrec.data.record.Rejects;

/** The first bad records that {@link Rejects} wrote down, for people. */
final class Refusals {
  private static final int SHOWN = 5;

  private Refusals() {}

  static List<String> first(Path... files) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : files) {
      try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        String line = in.readLine();
        for (int i = 0; i < SHOWN && line != null; i++) {
          JsonNode entry = Json.mapper().readTree(line);
          String field = entry.path("field").asText();
          lines.add(
              entry.path("file").asText()
                  + ":"
                  + entry.path("line").asText()
                  + ": "
                  + (field.isEmpty() ? "" : field + ": ")
                  + entry.path("reason").asText()
                  + ": "
                  + entry.path("detail").asText());
          line = in.readLine();
        }
      }
    }
    return lines;
  }
}
