package org.llmrec.data;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.llmrec.core.Interaction;
import org.llmrec.core.Item;
import org.llmrec.data.catalogue.CatalogueReader;
import org.llmrec.data.catalogue.CatalogueSource;
import org.llmrec.data.interaction.Feedback;
import org.llmrec.data.interaction.InteractionReader;
import org.llmrec.data.interaction.InteractionSource;
import org.llmrec.data.interaction.Repeats;
import org.llmrec.data.record.Encoding;
import org.llmrec.data.record.Format;
import org.llmrec.data.record.Rejects;

/** Reads files of other people's making, for tests. */
final class Foreign {
  private Foreign() {}

  static List<Item> items(Path path, Format format, Rejects rejects) throws IOException {
    CatalogueSource source = new CatalogueSource(path, format, Map.of());
    List<Item> items = new ArrayList<>();
    try (CatalogueReader reader = new CatalogueReader(source, rejects)) {
      for (Item item = reader.next(); item != null; item = reader.next()) {
        items.add(item);
      }
    }
    return items;
  }

  /** With all items known and values as weights. */
  static List<Interaction> interactions(Path path, Format format, Rejects rejects)
      throws IOException {
    InteractionSource source =
        new InteractionSource(
            path, format, Encoding.AUTO, Map.of(), new Feedback.Weights(), Repeats.SUM);
    List<Interaction> interactions = new ArrayList<>();
    try (InteractionReader reader = new InteractionReader(source, id -> true, rejects)) {
      for (Interaction next = reader.next(); next != null; next = reader.next()) {
        interactions.add(next);
      }
    }
    return interactions;
  }

  /** A Parquet file of the test resources. */
  static Path parquet(String name, Path folder) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in = Foreign.class.getResourceAsStream("record/parquet/" + name)) {
      Files.write(file, in.readAllBytes());
    }
    return file;
  }

  static Path gzip(Path file, byte[] content) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(content);
    }
    return file;
  }

  static Path zstd(Path file, byte[] content) throws IOException {
    try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(file))) {
      out.write(content);
    }
    return file;
  }
}
