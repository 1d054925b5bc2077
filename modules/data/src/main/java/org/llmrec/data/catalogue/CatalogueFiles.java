package org.llmrec.data.catalogue;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.llmrec.core.Item;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.json.Json;
import org.llmrec.core.json.JsonLines;

/**
 * The normalised catalogue: JSON Lines in UTF-8, one item a line, with all five keys {@code id,
 * title, description, categories, attributes}. Equal items give equal bytes.
 */
public final class CatalogueFiles {
  private CatalogueFiles() {}

  /** Writes item after item to a stream that stays open. */
  static final class Writer implements AutoCloseable {
    private final JsonGenerator json;

    private Writer(OutputStream out) throws IOException {
      json = Json.mapper().getFactory().createGenerator(out, JsonEncoding.UTF8);
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.setRootValueSeparator(null);
    }

    void write(Item item) throws IOException {
      json.writeStartObject();
      json.writeStringField("id", item.id());
      json.writeStringField("title", item.title());
      json.writeStringField("description", item.description());
      json.writeArrayFieldStart("categories");
      for (String category : item.categories()) {
        json.writeString(category);
      }
      json.writeEndArray();
      json.writeObjectFieldStart("attributes");
      for (Map.Entry<String, String> attribute : item.attributes().entrySet()) {
        json.writeStringField(attribute.getKey(), attribute.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
      json.writeRaw('\n');
    }

    @Override
    public void close() throws IOException {
      json.close();
    }
  }

  static Writer writer(OutputStream out) throws IOException {
    return new Writer(out);
  }

  /** Writes all items in their order, whole or not at all. */
  public static void write(Path file, Iterable<Item> items) throws IOException {
    AtomicFiles.write(
        file,
        out -> {
          try (Writer writer = writer(out)) {
            for (Item item : items) {
              writer.write(item);
            }
          }
        });
  }

  /**
   * The items in their order, read as they are asked for. Close the stream.
   *
   * @throws CorruptFileException from the stream's operations, if a line is not an item
   */
  public static Stream<Item> stream(Path file) throws IOException {
    return JsonLines.stream(file, Item.class, "an item", "run the import again");
  }

  /**
   * All items in their order.
   *
   * @throws CorruptFileException if a line is not an item
   */
  public static List<Item> read(Path file) throws IOException {
    try (Stream<Item> items = stream(file)) {
      return items.toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
