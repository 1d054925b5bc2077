package org.llmrec.encode.export;

/** A kind of file. */
public enum Format {
  /**
   * A NumPy array {@code [N, D]}, row-major and little endian, readable by {@code numpy.load(file,
   * mmap_mode="r")}. Beside it {@code FILE.ids.jsonl}: the ids in the order of the rows, a JSON
   * string on each line.
   */
  NPY,
  /** A line for each row: {@code {"id": "..", "vector": [..]}}. */
  JSONL,
  /** Parquet with the columns {@code id} (string) and {@code vector} (list of float). */
  PARQUET
}
