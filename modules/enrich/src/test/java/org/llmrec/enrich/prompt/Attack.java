package org.llmrec.enrich.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.llmrec.core.Item;
import org.llmrec.core.json.Json;

/** A hostile text of the corpus under {@code attacks/}. */
record Attack(String name, String text) {
  private static final List<String> FILES =
      List.of("instructions", "structure", "invisible", "templates", "size");

  private static final int LONG = 10_000;

  static List<Attack> all() throws IOException {
    List<Attack> attacks = new ArrayList<>();
    for (String file : FILES) {
      String path = "/org/llmrec/enrich/attacks/" + file + ".jsonl";
      try (BufferedReader in =
          new BufferedReader(
              new InputStreamReader(
                  Attack.class.getResourceAsStream(path), StandardCharsets.UTF_8))) {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          JsonNode node = Json.mapper().readTree(line);
          String text =
              node.path("text").asText()
                  + node.path("repeat").asText().repeat(node.path("times").asInt());
          attacks.add(new Attack(file + ": " + node.path("name").asText(), text));
        }
      }
    }
    return attacks;
  }

  /**
   * An item that has the text wherever a catalogue can put one; a megabyte of it only once, so that
   * the tests stay quick.
   */
  Item item(String id) {
    String some = text.substring(0, Math.min(LONG, text.length()));
    return new Item(
        id,
        some,
        "A story. " + text,
        List.of("Gothic", some + " "),
        Map.of("year", some, some + "x", "1818"));
  }

  @Override
  public String toString() {
    return name;
  }
}
