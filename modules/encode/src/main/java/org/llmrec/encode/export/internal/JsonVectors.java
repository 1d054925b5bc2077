package org.llmrec.encode.export.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import org.llmrec.core.Progress;
import org.llmrec.core.json.Json;
import org.llmrec.core.vector.VectorFile;

/** JSON Lines. A float comes out in the fewest digits that read back as the same float. */
public final class JsonVectors {
  private JsonVectors() {}

  /** A line for each id. */
  public static void ids(VectorFile vectors, OutputStream out) throws IOException {
    try (JsonGenerator json = open(out)) {
      for (int row = 0; row < vectors.size(); row++) {
        json.writeString(vectors.id(row));
        json.writeRaw('\n');
      }
    }
  }

  /** A line for each row. */
  public static void write(VectorFile vectors, OutputStream out, Progress.Task task)
      throws IOException {
    float[] vector = new float[vectors.dims()];
    try (JsonGenerator json = open(out)) {
      for (int row = 0; row < vectors.size(); row++) {
        vectors.read(row, vector, 0);
        json.writeStartObject();
        json.writeStringField("id", vectors.id(row));
        json.writeArrayFieldStart("vector");
        for (float value : vector) {
          json.writeNumber(value);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
        task.advance(1);
      }
    }
  }

  private static JsonGenerator open(OutputStream out) throws IOException {
    JsonGenerator json = Json.mapper().getFactory().createGenerator(out);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.setRootValueSeparator(null);
    return json;
  }
}
