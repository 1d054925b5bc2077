package org.llmrec.cli.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.record.Encoding;
import org.llmrec.data.record.Format;
import picocli.CommandLine.Option;

/** How foreign files are written. */
final class FormatOptions {
  @Option(
      names = "--format",
      defaultValue = "auto",
      description =
          "auto, jsonl, csv, tsv, parquet, recbole, movielens, ml-1m, ml-100k or trec"
              + " (${DEFAULT-VALUE}: found out from name and beginning).")
  private String format;

  @Option(
      names = "--encoding",
      defaultValue = "auto",
      description =
          "utf-8 or latin1 (${DEFAULT-VALUE}: latin1 for ml-1m and ml-100k, utf-8 for all others).")
  private String encoding;

  @Option(
      names = "--map",
      paramLabel = "FIELD=COLUMN",
      description =
          "Where a field stands under a name that is not recognised; fields: id, title,"
              + " description, categories; user, item, value, timestamp, event. May be repeated.")
  private Map<String, String> map = new LinkedHashMap<>();

  /**
   * The format.
   *
   * @throws ConfigException if there is no such
   */
  Format format() {
    return Format.parse(format);
  }

  /**
   * The encoding.
   *
   * @throws ConfigException if there is no such
   */
  Encoding encoding() {
    return Encoding.parse(encoding);
  }

  /** From a field to its column, as given. */
  Map<String, String> map() {
    return map;
  }
}
