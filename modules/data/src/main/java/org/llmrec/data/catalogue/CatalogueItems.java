package org.llmrec.data.catalogue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.llmrec.core.Item;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.json.Json;
import org.llmrec.core.json.JsonLineIndex;

/**
 * The items of a normalised catalogue by their ids, each read from the file when it is asked for:
 * {@link CatalogueFiles} reads the same file from end to end. Opening reads the file once; after
 * that it takes at most 36 bytes of memory an item, whatever the items' texts are.
 *
 * <p>Thread-safe. The file stays open until {@link #close}; a catalogue that replaces it is not
 * seen.
 */
public final class CatalogueItems implements AutoCloseable {
  private static final String ADVICE = "run the import again";

  private final JsonLineIndex lines;

  private CatalogueItems(JsonLineIndex lines) {
    this.lines = lines;
  }

  /**
   * Opens a catalogue that {@link CatalogueFiles} or the import wrote.
   *
   * @throws CorruptFileException if there is none, or a line is no item
   * @throws IOException if it cannot be read
   */
  public static CatalogueItems open(Path file) throws IOException {
    JsonLineIndex.Key key = (number, line, length) -> id(file, number, line, length);
    return new CatalogueItems(JsonLineIndex.open(file, key, ADVICE));
  }

  private static String id(Path file, long number, byte[] line, int length) throws IOException {
    String found;
    try (JsonParser json = Json.mapper().getFactory().createParser(line, 0, length)) {
      if (json.nextToken() == JsonToken.START_OBJECT
          && "id".equals(json.nextFieldName())
          && json.nextToken() == JsonToken.VALUE_STRING) {
        // As our own writer has it: no more than that needs to be parsed.
        return json.getText();
      }
      Item item = Json.mapper().readValue(line, 0, length, Item.class);
      if (item != null) {
        return item.id();
      }
      found = "null";
    } catch (JsonProcessingException e) {
      found = e.getOriginalMessage();
    }
    throw new CorruptFileException(
        FileCode.BUILD_DAMAGED, file, "an item in line " + number, found, ADVICE);
  }

  /** How many items there are. */
  public int size() {
    return lines.size();
  }

  /**
   * The item with that id, or nothing.
   *
   * @throws CorruptFileException if its line is not an item
   * @throws IllegalStateException if this is closed
   * @throws IOException if it cannot be read
   */
  public Optional<Item> find(String id) throws IOException {
    return lines.find(id, Item.class, Item::id);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
