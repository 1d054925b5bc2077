package org.llmrec.data.record;

/** What a file's records are, decided. */
sealed interface Shape {
  /** One JSON object a line. */
  record JsonLines() implements Shape {}

  /** A table with a header. */
  record Table(char delimiter) implements Shape {}

  /** A table of RecBole, with types in its header. */
  record Atomic() implements Shape {}

  /** A table without a header. */
  record Positional(Layout layout) implements Shape {}

  /** Columns in pages. */
  record Parquet() implements Shape {}

  /** {@code <DOC>}. */
  record Tagged() implements Shape {}

  /** The format that a person would declare. */
  default Format format() {
    return switch (this) {
      case JsonLines j -> Format.JSONL;
      case Table t -> t.delimiter() == '\t' ? Format.TSV : Format.CSV;
      case Atomic a -> Format.RECBOLE;
      case Positional p -> p.layout().format();
      case Parquet p -> Format.PARQUET;
      case Tagged t -> Format.TREC;
    };
  }

  /** What stands between fields; empty where that is not a character. */
  default String delimiterText() {
    return switch (this) {
      case Table t -> String.valueOf(t.delimiter());
      case Atomic a -> "\t";
      case Positional p -> p.layout().delimiter();
      case JsonLines j -> "";
      case Parquet p -> "";
      case Tagged t -> "";
    };
  }
}
