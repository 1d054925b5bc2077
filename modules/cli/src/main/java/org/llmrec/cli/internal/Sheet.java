package org.llmrec.cli.internal;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiFunction;
import org.llmrec.core.parquet.ParquetColumn;
import org.llmrec.core.parquet.ParquetWriter;
import org.llmrec.recommender.Response;

/** A file that is written person by person. */
interface Sheet {
  /** One person's answer. */
  void add(String person, Response response) throws IOException;

  /** After the last. */
  void end() throws IOException;

  /** Begins a file. */
  @FunctionalInterface
  interface Form {
    Sheet on(OutputStream out) throws IOException;
  }

  /** What stands in a Parquet file for one person. */
  @FunctionalInterface
  interface Rows {
    void write(ParquetWriter writer, String person, Response response) throws IOException;
  }

  /**
   * Text.
   *
   * @param head what it begins with; may be empty
   * @param lines what is written of a person, with the ends of the lines
   */
  static Form lines(String head, BiFunction<String, Response, String> lines) {
    return out -> {
      Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
      writer.write(head);
      return new Sheet() {
        @Override
        public void add(String person, Response response) throws IOException {
          writer.write(lines.apply(person, response));
        }

        @Override
        public void end() throws IOException {
          writer.flush();
        }
      };
    };
  }

  /** Parquet. */
  static Form parquet(String name, List<ParquetColumn> columns, Rows rows) {
    return out -> {
      ParquetWriter writer = new ParquetWriter(out, name, columns);
      return new Sheet() {
        @Override
        public void add(String person, Response response) throws IOException {
          rows.write(writer, person, response);
        }

        @Override
        public void end() throws IOException {
          writer.end();
        }
      };
    };
  }
}
