package org.llmrec.data.record;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

/** How a file's records are written. */
public enum Format {
  /** Found out from the file's name and beginning. */
  AUTO,
  /** One JSON object a line. */
  JSONL,
  /** Separated by commas, or by semicolons or tabs where the header has no comma. */
  CSV,
  /** Separated by tabs. */
  TSV,
  /** Flat columns and lists, in pages; needs a library that only the command line brings. */
  PARQUET,
  /** The atomic files of RecBole, {@code NAME.item} and {@code NAME.inter}. */
  RECBOLE,
  /** A folder with {@code movies.csv} and {@code ratings.csv}, or one of these files. */
  MOVIELENS,
  /** A folder with {@code movies.dat} and {@code ratings.dat}, or one of these files. */
  ML_1M,
  /** A folder with {@code u.item} and {@code u.data}, or one of these files. */
  ML_100K,
  /** Documents of a test collection in tagged text, a file or a folder of files: a catalogue. */
  TREC;

  /**
   * By its name in a configuration, case aside.
   *
   * @throws ConfigException if there is no such format
   */
  public static Format parse(String name) {
    for (Format format : values()) {
      if (format.label().equals(name.strip().toLowerCase(Locale.ROOT))) {
        return format;
      }
    }
    throw new ConfigException(
        OptionCode.NAME_UNKNOWN,
        "unknown format '" + name + "', known are " + labels() + Nearest.hint(name, labels()));
  }

  /** All names in a configuration. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Format::label).toList();
  }

  /** The name in a configuration. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The encoding that files of this format have unless somebody declares another. */
  public Encoding encoding() {
    return this == ML_1M || this == ML_100K ? Encoding.LATIN1 : Encoding.UTF_8;
  }

  /**
   * The file to read: {@code path} itself, or in the folder of a data set the one of that kind.
   *
   * @throws ConfigException if a folder has no such file, or several
   */
  public Path file(Path path, Kind kind) {
    return DataFolder.file(this, path, kind);
  }
}
