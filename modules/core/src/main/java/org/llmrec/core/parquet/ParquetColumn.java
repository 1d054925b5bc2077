package org.llmrec.core.parquet;

import java.util.Objects;

/**
 * A column of a Parquet file.
 *
 * @param name not empty; some readers want names with dots quoted
 * @param type of its values
 * @param optional whether a row may lack it; a list is never lacking, but may be empty
 */
public record ParquetColumn(String name, Type type, boolean optional) {

  /** What a value is. */
  public enum Type {
    /** Text in UTF-8. */
    TEXT,
    /** A whole number of 32 bits. */
    WHOLE,
    /** A number of 64 bits. */
    REAL,
    /** A list of numbers of 32 bits. */
    REALS
  }

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if it is empty, or a list is optional
   */
  public ParquetColumn {
    Objects.requireNonNull(type, "type");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("expected a name for a column, found none");
    }
    if (optional && type == Type.REALS) {
      throw new IllegalArgumentException(name + ": expected a list that is never lacking");
    }
  }

  /** One that every row has. */
  public static ParquetColumn of(String name, Type type) {
    return new ParquetColumn(name, type, false);
  }

  /** One that rows may lack. */
  public static ParquetColumn optional(String name, Type type) {
    return new ParquetColumn(name, type, true);
  }

  /** The number that Parquet has for the type of a value. */
  int physical() {
    return switch (type) {
      case TEXT -> 6;
      case WHOLE -> 1;
      case REAL -> 5;
      case REALS -> 4;
    };
  }

  /** Where its values stand in the schema. */
  String[] path() {
    return type == Type.REALS ? new String[] {name, "list", "element"} : new String[] {name};
  }

  /** Its part of the schema, from the outside in. */
  ThriftBytes.Fields[] schema() {
    int repetition = optional ? 1 : 0;
    return switch (type) {
      case TEXT ->
          new ThriftBytes.Fields[] {
            text ->
                text.i32(1, physical())
                    .i32(3, repetition)
                    .string(4, name)
                    .i32(6, 0)
                    .struct(10, logical -> logical.struct(1, string -> {}))
          };
      case WHOLE, REAL ->
          new ThriftBytes.Fields[] {
            number -> number.i32(1, physical()).i32(3, repetition).string(4, name)
          };
      case REALS ->
          new ThriftBytes.Fields[] {
            numbers ->
                numbers
                    .i32(3, 0)
                    .string(4, name)
                    .i32(5, 1)
                    .i32(6, 3)
                    .struct(10, logical -> logical.struct(3, list -> {})),
            list -> list.i32(3, 2).string(4, "list").i32(5, 1),
            element -> element.i32(1, physical()).i32(3, 0).string(4, "element")
          };
    };
  }
}
