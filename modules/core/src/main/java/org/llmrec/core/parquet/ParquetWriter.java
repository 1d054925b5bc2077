package org.llmrec.core.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes a Parquet file (Apache Parquet format 2.10), as plain as it goes: values as they are, a
 * page for each column of a row group, no compression. A row group is some 16 MiB, which is what
 * memory it takes.
 *
 * <p>Values come row by row, in the order of the columns:
 *
 * <pre>{@code
 * var writer = new ParquetWriter(out, "answers", List.of(of("item", TEXT), optional("score", REAL)));
 * writer.text("b001");
 * writer.missing();
 * writer.end();
 * }</pre>
 *
 * <p>For one thread. The stream stays the caller's.
 */
public final class ParquetWriter {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private static final int GROUP_BYTES = 1 << 24;
  private static final int PLAIN = 0;
  private static final int RLE = 3;

  private final OutputStream out;
  private final String name;
  private final List<ColumnPage> columns;
  private final List<ThriftBytes.Fields> groups = new ArrayList<>();
  private long position;
  private int next;
  private long rows;
  private long rowsOfGroup;

  /**
   * Begins a file.
   *
   * @param name of what a row is, for the schema
   * @throws IllegalArgumentException if there is no column
   * @throws IOException if it cannot be written
   */
  public ParquetWriter(OutputStream out, String name, List<ParquetColumn> columns)
      throws IOException {
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("expected a column or more, found none");
    }
    this.out = out;
    this.name = name;
    this.columns = columns.stream().map(ColumnPage::new).toList();
    put(MAGIC);
  }

  /**
   * The next column's value.
   *
   * @throws IllegalArgumentException if it is of another type
   */
  public void text(String value) throws IOException {
    columns.get(next).text(value);
    on();
  }

  /**
   * The next column's value.
   *
   * @throws IllegalArgumentException if it is of another type
   */
  public void whole(int value) throws IOException {
    columns.get(next).whole(value);
    on();
  }

  /**
   * The next column's value.
   *
   * @throws IllegalArgumentException if it is of another type
   */
  public void real(double value) throws IOException {
    columns.get(next).real(value);
    on();
  }

  /**
   * The next column's value.
   *
   * @throws IllegalArgumentException if it is of another type
   */
  public void reals(float[] values) throws IOException {
    columns.get(next).reals(values);
    on();
  }

  /**
   * The next column has no value in this row.
   *
   * @throws IllegalArgumentException if it is not optional
   */
  public void missing() throws IOException {
    columns.get(next).missing();
    on();
  }

  private void on() throws IOException {
    if (++next == columns.size()) {
      next = 0;
      rows++;
      rowsOfGroup++;
      long bytes = 0;
      for (ColumnPage column : columns) {
        bytes += column.size();
      }
      if (bytes >= GROUP_BYTES) {
        group();
      }
    }
  }

  /**
   * Ends the file; nothing may come after it.
   *
   * @throws IllegalStateException in the middle of a row
   */
  public void end() throws IOException {
    if (next != 0) {
      throw new IllegalStateException(
          "expected a value for " + columns.get(next).column().name() + ", found the end");
    }
    if (rowsOfGroup > 0) {
      group();
    }
    byte[] footer = footer();
    put(footer);
    put(littleEndian(footer.length));
    put(MAGIC);
  }

  private void group() throws IOException {
    List<Chunk> chunks = new ArrayList<>();
    for (ColumnPage column : columns) {
      chunks.add(chunk(column));
    }
    long bytes = chunks.stream().mapToLong(Chunk::bytes).sum();
    long rowsHere = rowsOfGroup;
    groups.add(
        group ->
            group
                .structs(1, chunks.toArray(ThriftBytes.Fields[]::new))
                .i64(2, bytes)
                .i64(3, rowsHere));
    rowsOfGroup = 0;
  }

  /** A column's part of a group. */
  private record Chunk(ParquetColumn column, int values, long offset, long bytes)
      implements ThriftBytes.Fields {
    @Override
    public void write(ThriftBytes chunk) {
      chunk
          .i64(2, offset)
          .struct(
              3,
              meta ->
                  meta.i32(1, column.physical())
                      .i32s(2, PLAIN, RLE)
                      .strings(3, column.path())
                      .i32(4, 0)
                      .i64(5, values)
                      .i64(6, bytes)
                      .i64(7, bytes)
                      .i64(9, offset));
    }
  }

  private Chunk chunk(ColumnPage column) throws IOException {
    long offset = position;
    int values = column.count();
    byte[] page = column.take();
    put(
        new ThriftBytes()
            .i32(1, 0)
            .i32(2, page.length)
            .i32(3, page.length)
            .struct(5, data -> data.i32(1, values).i32(2, PLAIN).i32(3, RLE).i32(4, RLE))
            .end());
    put(page);
    return new Chunk(column.column(), values, offset, position - offset);
  }

  private byte[] footer() {
    Stream<ThriftBytes.Fields> root =
        Stream.of(schema -> schema.string(4, name).i32(5, columns.size()));
    Stream<ThriftBytes.Fields> own =
        columns.stream().flatMap(column -> Stream.of(column.column().schema()));
    return new ThriftBytes()
        .i32(1, 1)
        .structs(2, Stream.concat(root, own).toArray(ThriftBytes.Fields[]::new))
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
