package org.llmrec.encode;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.llmrec.core.json.Json;

/** The texts and vectors of golden.json; see src/test/golden/golden.py. */
@SuppressWarnings("ArrayRecordComponent") // never compared as a record
record Golden(String name, String text, int pieces, float[] vector) {

  static List<Golden> all() throws IOException {
    try (InputStream in = Golden.class.getResourceAsStream("golden.json")) {
      List<Golden> all = new ArrayList<>();
      for (JsonNode node : Json.mapper().readTree(in).get("texts")) {
        float[] vector = new float[384];
        byte[] bytes = Base64.getDecoder().decode(node.get("vector").textValue());
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        all.add(
            new Golden(
                node.get("name").textValue(),
                node.get("text").textValue().repeat(node.get("repeat").intValue()),
                node.get("pieces").intValue(),
                vector));
      }
      return all;
    }
  }

  static List<String> texts() throws IOException {
    return all().stream().map(Golden::text).toList();
  }

  static String text(String name) throws IOException {
    return all().stream().filter(g -> g.name().equals(name)).findFirst().orElseThrow().text();
  }
}
