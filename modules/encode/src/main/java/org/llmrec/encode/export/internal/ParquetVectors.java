package org.llmrec.encode.export.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.llmrec.core.Progress;
import org.llmrec.core.vector.VectorFile;

/**
 * Parquet (Apache Parquet format 2.10), as plain as it goes: two columns, values as they are, no
 * compression, which vectors would not reward. Our own, because the libraries that write Parquet
 * bring Hadoop.
 *
 * <pre>
 * message vectors {
 *   required binary id (STRING);
 *   required group vector (LIST) { repeated group list { required float element; } }
 * }
 * </pre>
 */
public final class ParquetVectors {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  /** Values of a row group: some 16 MiB. */
  private static final int VALUES = 1 << 22;

  private static final int FLOAT = 4;
  private static final int BYTE_ARRAY = 6;
  private static final int REQUIRED = 0;
  private static final int REPEATED = 2;
  private static final int PLAIN = 0;
  private static final int RLE = 3;
  private static final String[] ID = {"id"};
  private static final String[] ELEMENT = {"vector", "list", "element"};

  private final OutputStream out;
  private final List<ThriftBytes.Fields> groups = new ArrayList<>();
  private long position;

  private ParquetVectors(OutputStream out) {
    this.out = out;
  }

  /** The whole file. */
  public static void write(VectorFile vectors, OutputStream out, Progress.Task task)
      throws IOException {
    new ParquetVectors(out).write(vectors, task);
  }

  private void write(VectorFile vectors, Progress.Task task) throws IOException {
    put(MAGIC);
    int rows = Math.max(1, VALUES / vectors.dims());
    for (int from = 0; from < vectors.size(); from += rows) {
      int to = Math.min(vectors.size(), from + rows);
      group(vectors, from, to);
      task.advance(to - from);
    }
    byte[] footer = footer(vectors.size());
    put(footer);
    put(littleEndian(footer.length));
    put(MAGIC);
  }

  private void group(VectorFile vectors, int from, int to) throws IOException {
    Chunk ids = chunk(BYTE_ARRAY, ID, to - from, ParquetPages.ids(vectors, from, to));
    Chunk elements =
        chunk(
            FLOAT, ELEMENT, (to - from) * vectors.dims(), ParquetPages.elements(vectors, from, to));
    groups.add(
        group ->
            group
                .structs(1, ids, elements)
                .i64(2, ids.bytes() + elements.bytes())
                .i64(3, to - from));
  }

  /** A column's part of a group: one page. */
  private record Chunk(int type, String[] path, int values, long offset, long bytes)
      implements ThriftBytes.Fields {
    @Override
    public void write(ThriftBytes chunk) {
      chunk
          .i64(2, offset)
          .struct(
              3,
              meta ->
                  meta.i32(1, type)
                      .i32s(2, PLAIN, RLE)
                      .strings(3, path)
                      .i32(4, 0)
                      .i64(5, values)
                      .i64(6, bytes)
                      .i64(7, bytes)
                      .i64(9, offset));
    }
  }

  private Chunk chunk(int type, String[] path, int values, byte[] page) throws IOException {
    long offset = position;
    put(
        new ThriftBytes()
            .i32(1, 0)
            .i32(2, page.length)
            .i32(3, page.length)
            .struct(5, data -> data.i32(1, values).i32(2, PLAIN).i32(3, RLE).i32(4, RLE))
            .end());
    put(page);
    return new Chunk(type, path, values, offset, position - offset);
  }

  private byte[] footer(int rows) {
    return new ThriftBytes()
        .i32(1, 1)
        .structs(
            2,
            root -> root.string(4, "vectors").i32(5, 2),
            id ->
                id.i32(1, BYTE_ARRAY)
                    .i32(3, REQUIRED)
                    .string(4, "id")
                    .i32(6, 0)
                    .struct(10, logical -> logical.struct(1, string -> {})),
            vector ->
                vector
                    .i32(3, REQUIRED)
                    .string(4, "vector")
                    .i32(5, 1)
                    .i32(6, 3)
                    .struct(10, logical -> logical.struct(3, list -> {})),
            list -> list.i32(3, REPEATED).string(4, "list").i32(5, 1),
            element -> element.i32(1, FLOAT).i32(3, REQUIRED).string(4, "element"))
        .i64(3, rows)
        .structs(4, groups.toArray(ThriftBytes.Fields[]::new))
        .string(6, "llmrec")
        .end();
  }

  private void put(byte[] bytes) throws IOException {
    out.write(bytes);
    position += bytes.length;
  }

  private static byte[] littleEndian(int value) {
    return new byte[] {
      (byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)
    };
  }
}
