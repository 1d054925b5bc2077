package org.llmrec.rank.foreign;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.llmrec.core.onnx.OnnxFile;
import org.llmrec.rank.foreign.OrtScorer.Feed;

/**
 * Lays out what a request tells as a graph wants it, with the schema's number where a value is
 * missing.
 *
 * @param schema what goes where
 * @param graph whether a vector goes in once or for each candidate
 */
record Feeding(ForeignSchema schema, OnnxFile graph) {
  Map<String, Feed> of(Told told) {
    Map<String, Feed> feeds = new LinkedHashMap<>();
    for (RankerInput input : schema.inputs()) {
      feeds.put(
          input.input(),
          switch (input) {
            case RankerInput.Columns columns -> columns(columns.columns(), told);
            case RankerInput.Vector vector -> vector(vector, told);
          });
    }
    return feeds;
  }

  private Feed columns(List<String> names, Told told) {
    int k = told.candidates();
    int width = names.size();
    float[] values = new float[k * width];
    for (int c = 0; c < width; c++) {
      float[] column = told.column(names.get(c));
      float missing = schema.missing(names.get(c));
      for (int i = 0; i < k; i++) {
        values[i * width + c] = Float.isNaN(column[i]) ? missing : column[i];
      }
    }
    return new Feed(k, width, values);
  }

  private Feed vector(RankerInput.Vector input, Told told) {
    int rows = GraphCheck.once(graph, input) ? 1 : told.candidates();
    int width = input.width();
    float[][] vectors = told.vector(input.vector());
    float[] values = new float[rows * width];
    for (int i = 0; i < rows; i++) {
      float[] row = vectors[input.vector().perItem() ? i : 0];
      if (row == null) {
        Arrays.fill(values, i * width, (i + 1) * width, schema.missing(input.vector().label()));
      } else {
        System.arraycopy(row, 0, values, i * width, width);
      }
    }
    return new Feed(rows, width, values);
  }
}
