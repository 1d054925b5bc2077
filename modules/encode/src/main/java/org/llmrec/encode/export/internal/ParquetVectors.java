package org.llmrec.encode.export.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.llmrec.core.Progress;
import org.llmrec.core.parquet.ParquetColumn;
import org.llmrec.core.parquet.ParquetWriter;
import org.llmrec.core.vector.VectorFile;

/**
 * Parquet with two columns.
 *
 * <pre>
 * message vectors {
 *   required binary id (STRING);
 *   required group vector (LIST) { repeated group list { required float element; } }
 * }
 * </pre>
 */
public final class ParquetVectors {
  private static final List<ParquetColumn> COLUMNS =
      List.of(
          ParquetColumn.of("id", ParquetColumn.Type.TEXT),
          ParquetColumn.of("vector", ParquetColumn.Type.REALS));

  private ParquetVectors() {}

  /** The whole file. */
  public static void write(VectorFile vectors, OutputStream out, Progress.Task task)
      throws IOException {
    ParquetWriter writer = new ParquetWriter(out, "vectors", COLUMNS);
    float[] vector = new float[vectors.dims()];
    for (int row = 0; row < vectors.size(); row++) {
      vectors.read(row, vector, 0);
      writer.text(vectors.id(row));
      writer.reals(vector);
      task.advance(1);
    }
    writer.end();
  }
}
