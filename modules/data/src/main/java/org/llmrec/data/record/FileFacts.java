package org.llmrec.data.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.data.packed.Compression;
import org.llmrec.data.packed.PackedFiles;
import org.llmrec.data.packed.PackedInput;

/**
 * What a file is: declared, or found out from its name and its first 64 kB.
 *
 * @param format never {@link Format#AUTO}
 * @param delimiter what stands between fields; empty where that is not a character
 * @param compression how it is packed
 * @param encoding never {@link Encoding#AUTO}
 */
public record FileFacts(
    Format format, String delimiter, Compression compression, Encoding encoding) {
  private static final int PROBE = 1 << 16;

  /**
   * Looks at a file.
   *
   * @throws ConfigException if there is none, or it cannot be in such a format
   */
  public static FileFacts of(Path file, Format format, Encoding encoding) throws IOException {
    Probe probe = Probe.of(file);
    Shape shape = shape(file, format, probe);
    return new FileFacts(
        shape.format(), shape.delimiterText(), probe.compression(), encoding(shape, encoding));
  }

  /** The same with another encoding. */
  public FileFacts with(Encoding other) {
    return new FileFacts(format, delimiter, compression, other);
  }

  /** The encoding to read with. */
  static Encoding encoding(Shape shape, Encoding declared) {
    return declared == Encoding.AUTO ? shape.format().encoding() : declared;
  }

  /**
   * A file's beginning.
   *
   * @param name without the ending of a packed file, in lower case
   * @param parquet whether it begins as Parquet does
   * @param first the first line that is not blank, or empty
   */
  record Probe(String name, Compression compression, boolean parquet, String first) {
    static Probe of(Path file) throws IOException {
      byte[] head;
      Compression compression;
      try (PackedInput in = PackedFiles.open(file)) {
        head = in.readNBytes(PROBE);
        compression = in.compression();
      }
      if (head.length > 1 && (head[0] & 0xff) >= 0xfe && (head[1] & 0xff) >= 0xfe) {
        throw new ConfigException(
            DataCode.TEXT_ENCODING, file + ": expected UTF-8, found UTF-16; convert it first");
      }
      String text = new String(head, StandardCharsets.UTF_8);
      String first =
          (text.startsWith("\uFEFF") ? text.substring(1) : text)
              .lines()
              .filter(line -> !line.isBlank())
              .findFirst()
              .orElse("");
      String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
      return new Probe(
          name.replaceFirst("\\.(gz|zst|zstd)$", ""), compression, text.startsWith("PAR1"), first);
    }

    private boolean ends(String... endings) {
      for (String ending : endings) {
        if (name.endsWith(ending)) {
          return true;
        }
      }
      return false;
    }
  }

  static Shape shape(Path file, Format format, Probe probe) {
    Shape shape =
        switch (format) {
          case AUTO -> found(file, probe);
          case JSONL -> new Shape.JsonLines();
          case CSV, MOVIELENS -> table(probe);
          case TSV -> new Shape.Table('\t');
          case PARQUET -> new Shape.Parquet();
          case RECBOLE -> new Shape.Atomic();
          case ML_1M, ML_100K -> new Shape.Positional(layout(file, format, probe));
          case TREC -> new Shape.Tagged();
        };
    boolean parquet = shape instanceof Shape.Parquet;
    if (parquet && probe.compression() != Compression.NONE) {
      throw new ConfigException(
          DataCode.FILE_FORMAT,
          file + ": expected Parquet, found it packed once more; unpack it first");
    }
    if (parquet != probe.parquet()) {
      throw new ConfigException(
          DataCode.FILE_FORMAT,
          file
              + ": expected "
              + (parquet ? "Parquet, found no such file" : format.label() + ", found Parquet")
              + "; declare the right format, or auto");
    }
    return shape;
  }

  private static Shape found(Path file, Probe probe) {
    if (probe.parquet()) {
      return new Shape.Parquet();
    }
    String first = probe.first().strip();
    if (first.startsWith("{")) {
      return new Shape.JsonLines();
    }
    if (first.startsWith("[")) {
      throw new ConfigException(
          DataCode.FILE_FORMAT,
          file
              + ": expected one JSON object a line or a table, found a JSON array; write JSON Lines");
    }
    if (first.regionMatches(true, 0, "<doc>", 0, 5)) {
      return new Shape.Tagged();
    }
    if (probe.ends(".jsonl", ".ndjson")) {
      return new Shape.JsonLines();
    }
    if (probe.ends(".item", ".inter") && AtomicHeader.isOne(probe.first())) {
      return new Shape.Atomic();
    }
    return layout(probe, Optional.empty()).<Shape>map(Shape.Positional::new).orElse(table(probe));
  }

  private static Shape table(Probe probe) {
    if (probe.ends(".tsv")) {
      return new Shape.Table('\t');
    }
    String first = probe.first();
    char delimiter = first.indexOf(',') >= 0 ? ',' : first.indexOf('\t') >= 0 ? '\t' : ';';
    return new Shape.Table(first.indexOf(delimiter) >= 0 ? delimiter : ',');
  }

  /** By the first line; if that is damaged, by the file's name. */
  private static Optional<Layout> layout(Probe probe, Optional<Format> declared) {
    for (Layout layout : Layout.values()) {
      if (declared.filter(format -> format != layout.format()).isEmpty()
          && layout.matches(probe.first())) {
        return Optional.of(layout);
      }
    }
    // What the name says counts where the first line is damaged, if it is such a line at all.
    return Optional.ofNullable(Layout.named(probe.name()))
        .filter(layout -> probe.first().contains(layout.delimiter()))
        .filter(layout -> declared.filter(format -> format != layout.format()).isEmpty());
  }

  private static Layout layout(Path file, Format format, Probe probe) {
    return layout(probe, Optional.of(format))
        .orElseThrow(
            () ->
                new ConfigException(
                    DataCode.FILE_FORMAT,
                    file
                        + ": expected lines as in "
                        + (format == Format.ML_1M
                            ? "movies.dat (1::Title (1995)::Genre|Genre) or ratings.dat (1::2::5::978300760)"
                            : "u.item (1|Title (1995)|01-Jan-1995||…|0|1|…) or u.data (four numbers with tabs between)")
                        + ", found "
                        + (probe.first().isEmpty()
                            ? "an empty file"
                            : Rejects.clip(probe.first()))));
  }
}
