package org.llmrec.core.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A column's part of a row group, as it grows: one page. */
final class ColumnPage {
  private final ParquetColumn column;
  private final Levels repetition = new Levels();
  private final Levels definition = new Levels();
  private final ByteArrayOutputStream values = new ByteArrayOutputStream();
  private int count;

  ColumnPage(ParquetColumn column) {
    this.column = column;
  }

  ParquetColumn column() {
    return column;
  }

  void text(String value) {
    byte[] utf8 = require(ParquetColumn.Type.TEXT, value.getBytes(StandardCharsets.UTF_8));
    bits(utf8.length);
    values.writeBytes(utf8);
    there();
  }

  void whole(int value) {
    bits(require(ParquetColumn.Type.WHOLE, value));
    there();
  }

  void real(double value) {
    long bits = Double.doubleToRawLongBits(require(ParquetColumn.Type.REAL, value));
    bits((int) bits);
    bits((int) (bits >>> Integer.SIZE));
    there();
  }

  /** In a list the first element begins a row and the others go on with it. */
  void reals(float[] list) {
    require(ParquetColumn.Type.REALS, list);
    repetition.add(0, 1);
    repetition.add(1, Math.max(0, list.length - 1));
    definition.add(list.length == 0 ? 0 : 1, Math.max(1, list.length));
    for (float value : list) {
      bits(Float.floatToRawIntBits(value));
    }
    count += Math.max(1, list.length);
  }

  void missing() {
    if (!column.optional()) {
      throw new IllegalArgumentException(column.name() + ": expected a value in every row");
    }
    definition.add(0, 1);
    count++;
  }

  private <T> T require(ParquetColumn.Type type, T value) {
    if (column.type() != type) {
      throw new IllegalArgumentException(
          column.name() + ": expected " + column.type() + ", found " + type);
    }
    return value;
  }

  private void there() {
    definition.add(1, 1);
    count++;
  }

  private void bits(int value) {
    values.write(value);
    values.write(value >>> 8);
    values.write(value >>> 16);
    values.write(value >>> 24);
  }

  /** How many values, those that lack included. */
  int count() {
    return count;
  }

  /** About how many bytes. */
  int size() {
    return values.size();
  }

  /** The page without its head; begins anew. */
  byte[] take() {
    ByteArrayOutputStream page = new ByteArrayOutputStream(values.size() + 64);
    byte[] repeated = repetition.take();
    byte[] defined = definition.take();
    if (column.type() == ParquetColumn.Type.REALS) {
      page.writeBytes(repeated);
    }
    if (column.type() == ParquetColumn.Type.REALS || column.optional()) {
      page.writeBytes(defined);
    }
    page.writeBytes(values.toByteArray());
    values.reset();
    count = 0;
    return page.toByteArray();
  }
}
