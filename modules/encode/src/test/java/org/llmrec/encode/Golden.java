package org.llmrec.encode;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.llmrec.core.json.Json;

/**
 * The texts and vectors of golden.json and, for the models in int8, golden-NAME.json; see
 * src/test/golden. The pieces count what the model wants before the text and both special ones.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a record
public record Golden(String name, Role role, String text, int pieces, float[] vector) {

  /** Those of the first model. */
  public static List<Golden> all() throws IOException {
    return all(TestModel.NAME);
  }

  /** Those of a model. */
  public static List<Golden> all(String model) throws IOException {
    String file = model.equals(TestModel.NAME) ? "golden.json" : "golden-" + model + ".json";
    try (InputStream in = Golden.class.getResourceAsStream(file)) {
      List<Golden> all = new ArrayList<>();
      for (JsonNode node : Json.mapper().readTree(in).get("texts")) {
        float[] vector = new float[384];
        byte[] bytes = Base64.getDecoder().decode(node.get("vector").textValue());
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        all.add(
            new Golden(
                node.get("name").textValue(),
                Role.valueOf(node.path("role").asText("passage").toUpperCase(Locale.ROOT)),
                node.get("text").textValue().repeat(node.get("repeat").intValue()),
                node.get("pieces").intValue(),
                vector));
      }
      return all;
    }
  }

  /** The first model's texts. */
  public static List<String> texts() throws IOException {
    return all().stream().map(Golden::text).toList();
  }

  static String text(String name) throws IOException {
    return all().stream().filter(g -> g.name().equals(name)).findFirst().orElseThrow().text();
  }

  /** Of this vector and another, in double, so that the fifth nine is not lost to rounding. */
  public double cosine(float[] other) {
    return dot(vector, other) / Math.sqrt(dot(vector, vector) * dot(other, other));
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
