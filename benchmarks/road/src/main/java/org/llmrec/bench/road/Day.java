package org.llmrec.bench.road;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.llmrec.core.json.Json;
import org.llmrec.data.simulate.world.WorldFiles;

/**
 * What comes in a day: one item in a hundred gets another description, as many items are new, and
 * to every hundredth interaction comes one of the same person with a new item.
 */
final class Day {
  private static final int EVERY = 100;
  private static final String NEW = "new-";

  private Day() {}

  /** Changes the files of a catalogue; says how many items and interactions came. */
  static long[] come(Path folder) throws IOException {
    Path items = folder.resolve(WorldFiles.ITEMS);
    Path next = folder.resolve("next");
    long came = 0;
    long number = 0;
    try (BufferedReader in = Files.newBufferedReader(items);
        BufferedWriter out = Files.newBufferedWriter(next)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        ObjectNode item = Json.mapper().readValue(line, ObjectNode.class);
        if (number++ % EVERY == 0) {
          String text = item.path("description").asText();
          out.write(item.deepCopy().put("description", text + " Revised.").toString() + "\n");
          item.put("id", NEW + came++).put("description", text + " Quite new.");
        }
        out.write(item.toString() + "\n");
      }
    }
    Files.move(next, items, StandardCopyOption.REPLACE_EXISTING);
    return new long[] {came, interactions(folder.resolve(WorldFiles.INTERACTIONS), next, came)};
  }

  private static long interactions(Path file, Path next, long items) throws IOException {
    long rows = 0;
    long number = 0;
    try (BufferedReader in = Files.newBufferedReader(file);
        BufferedWriter out = Files.newBufferedWriter(next)) {
      out.write(in.readLine() + "\n");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        out.write(line + "\n");
        if (number++ % EVERY == 0) {
          String[] row = line.split(",");
          // A person's rows stand together, and nobody has so many that one item came twice.
          out.write(row[0] + "," + NEW + rows++ % items + ",5," + row[3] + "\n");
        }
      }
    }
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    return rows;
  }

  /** The seconds of every stage that ran since then. */
  static Map<String, Double> since(Path workspace, Instant then) throws IOException {
    Map<String, Double> seconds = new TreeMap<>();
    try (Stream<Path> files = Files.walk(workspace.resolve("stages"))) {
      for (Path file : files.filter(path -> path.endsWith("stage.json")).toList()) {
        JsonNode record = Json.read(file, JsonNode.class);
        if (Instant.parse(record.path("started").asText()).isAfter(then)) {
          seconds.put(record.path("stage").asText(), record.path("seconds").asDouble());
        }
      }
    }
    return seconds;
  }
}
