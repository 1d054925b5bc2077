package org.llmrec.data;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.llmrec.data.record.Format;

/** A small valid file of every format, to damage. */
final class Seeds {
  /**
   * A file.
   *
   * @param format which it is declared to be
   * @param catalogue whether it is read as a catalogue
   */
  record Seed(Format format, boolean catalogue, byte[] bytes) {}

  private Seeds() {}

  static Map<String, Seed> all() throws IOException {
    Map<String, Seed> seeds = new LinkedHashMap<>();
    StringBuilder json = new StringBuilder();
    StringBuilder csv = new StringBuilder("id,title,genres,year\n");
    StringBuilder tsv = new StringBuilder("user\titem\trating\ttimestamp\n");
    StringBuilder item = new StringBuilder("item_id:token\ttitle:token_seq\tyear:float\n");
    StringBuilder inter = new StringBuilder("user_id:token\titem_id:token\trating:float\n");
    StringBuilder movies = new StringBuilder();
    StringBuilder ratings = new StringBuilder();
    StringBuilder films = new StringBuilder();
    StringBuilder data = new StringBuilder();
    StringBuilder documents = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      json.append(
          "{\"id\":%d,\"title\":\"t \u00e9 %d\",\"genres\":[\"a\",\"b\"],\"more\":{\"x\":null,\"y\":[1.5e3]}}\n"
              .formatted(i, i));
      csv.append("%d,\"t, \"\"%d\"\"\nx\",a|b,19%d\n".formatted(i, i, 70 + i));
      tsv.append("u%d\t%d\t%d.5\t2020-01-%02dT00:00:00Z\n".formatted(i % 3, i, i % 5, i + 1));
      item.append("%d\tThe Kite %d\t19%d\n".formatted(i, i, 70 + i));
      inter.append("u%d\t%d\t%d\n".formatted(i % 3, i, i % 5));
      movies.append("%d::Kite %d (1990)::Drama|Comedy\n".formatted(i, i));
      ratings.append("%d::%d::4::97830076%d\n".formatted(i % 3, i, i % 10));
      films.append(
          "%d|Kite %d|01-Jan-1990||http://x/%d%s\n".formatted(i, i, i, "|0|1".repeat(9) + "|0"));
      data.append("%d\t%d\t3\t88125094%d\n".formatted(i % 3, i, i % 10));
      documents.append(
          "<DOC>\n<DOCNO>D%d</DOCNO>\n<TITLE>Kite &amp; %d</TITLE>\n<TEXT>It flies.</TEXT>\n</DOC>\n"
              .formatted(i, i));
    }
    put(seeds, "jsonl", Format.JSONL, true, utf8(json));
    put(seeds, "csv", Format.CSV, true, utf8(csv));
    put(seeds, "tsv", Format.TSV, false, utf8(tsv));
    put(seeds, "recbole-item", Format.RECBOLE, true, utf8(item));
    put(seeds, "recbole-inter", Format.RECBOLE, false, utf8(inter));
    put(seeds, "movies.dat", Format.ML_1M, true, utf8(movies));
    put(seeds, "ratings.dat", Format.ML_1M, false, utf8(ratings));
    put(seeds, "u.item", Format.ML_100K, true, utf8(films));
    put(seeds, "u.data", Format.ML_100K, false, utf8(data));
    put(seeds, "trec", Format.TREC, true, utf8(documents));
    put(seeds, "jsonl.gz", Format.AUTO, true, gzip(utf8(json)));
    put(seeds, "tsv.zst", Format.AUTO, false, zstd(utf8(tsv)));
    for (String codec : new String[] {"none", "snappy", "gzip", "zstd"}) {
      String name = "items-" + codec + ".parquet";
      put(seeds, name, Format.AUTO, true, resource(name));
    }
    return seeds;
  }

  private static void put(
      Map<String, Seed> seeds, String name, Format format, boolean catalogue, byte[] bytes) {
    seeds.put(name, new Seed(format, catalogue, bytes));
  }

  private static byte[] utf8(CharSequence text) {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = Seeds.class.getResourceAsStream("record/parquet/" + name)) {
      return in.readAllBytes();
    }
  }

  private static byte[] gzip(byte[] content) throws IOException {
    return packed(
        content,
        out -> {
          try {
            return new GZIPOutputStream(out);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static byte[] zstd(byte[] content) throws IOException {
    return packed(
        content,
        out -> {
          try {
            return new ZstdOutputStream(out);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static byte[] packed(byte[] content, Function<OutputStream, OutputStream> packing)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = packing.apply(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }
}
