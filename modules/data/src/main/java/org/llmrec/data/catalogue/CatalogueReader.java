package org.llmrec.data.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.llmrec.core.Item;
import org.llmrec.core.error.BadRecordException;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.collection.CollectionRows;
import org.llmrec.data.record.BadFieldException;
import org.llmrec.data.record.Columns;
import org.llmrec.data.record.Reason;
import org.llmrec.data.record.Rejects;
import org.llmrec.data.record.Row;
import org.llmrec.data.record.Rows;
import org.llmrec.data.record.Values;

/**
 * Reads the items of a foreign catalogue one by one. Only the ids are remembered, to refuse one
 * that came before.
 *
 * <p>Columns without a meaning of their own become attributes, and so do the members of an object
 * called {@code attributes}; those of other objects as {@code object.member}. The features of an
 * item without a description are its description; lists of pictures and films are passed over. Not
 * thread-safe.
 */
public final class CatalogueReader implements AutoCloseable {
  private static final String ID = "id";
  private static final String TITLE = "title";
  private static final String DESCRIPTION = "description";
  private static final String CATEGORIES = "categories";
  private static final String ATTRIBUTES = "attributes";
  private static final String FEATURES = "features";
  private static final Set<String> PICTURES = Set.of("images", "videos");

  /** The usual column names of each field, best first, in the order of the fields. */
  public static final Map<String, List<String>> FIELDS;

  static {
    Map<String, List<String>> names = new LinkedHashMap<>();
    names.put(
        ID,
        List.of(
            "id",
            "itemid",
            "item",
            "movieid",
            "bookid",
            "productid",
            "articleid",
            "newsid",
            "parentasin",
            "asin",
            "isbn",
            "isbn13",
            "sku"));
    names.put(TITLE, List.of("title", "name", "itemname", "productname", "booktitle"));
    names.put(
        DESCRIPTION,
        List.of("description", "overview", "summary", "plot", "abstract", "text", "synopsis"));
    names.put(
        CATEGORIES,
        List.of("categories", "genres", "genre", "category", "subjects", "subject", "tags"));
    FIELDS = Collections.unmodifiableMap(names);
  }

  private final Rows rows;
  private final Columns columns;
  private final boolean idMapped;
  private final Rejects rejects;
  private final Set<String> ids = new HashSet<>();

  /**
   * Opens the file.
   *
   * @throws ConfigException if it is not there, or has no column for the id, or a mapped column is
   *     absent
   */
  public CatalogueReader(CatalogueSource source, Rejects rejects) throws IOException {
    this.columns = new Columns(source.file(), FIELDS, source.columns());
    this.rejects = rejects;
    this.idMapped = source.columns().containsKey(ID);
    this.rows =
        source.isTagged()
            ? new CollectionRows(source.file(), source.encoding(), rejects)
            : Rows.open(source.file(), source.format(), source.encoding(), rejects);
    try {
      rows.header().ifPresent(header -> columns.check(header, List.of(ID)));
    } catch (ConfigException e) {
      rows.close();
      throw e;
    }
  }

  /**
   * The next item, or null at the end.
   *
   * @throws ConfigException if a column was mapped that the records do not have
   * @throws BadRecordException if {@code rejects} is strict and a record is bad
   */
  public Item next() throws IOException {
    return rows.next(columns, idMapped, this::item);
  }

  private Item item(Row row) throws BadFieldException {
    String id = Values.id(columns.name(row, ID), columns.required(row, ID));
    rejects.checkItem(columns.name(row, ID), id);
    if (ids.contains(id)) {
      throw new BadFieldException(columns.name(row, ID), Reason.DUPLICATE, id);
    }
    JsonNode categories = columns.value(row, CATEGORIES);
    Map<String, String> attributes = new LinkedHashMap<>();
    String description = text(row, DESCRIPTION);
    for (String name : columns.rest(row)) {
      JsonNode value = row.field(name);
      if (value == null || isPictures(name, value)) {
        continue;
      }
      if (value.isArray() && description.isEmpty() && name.equalsIgnoreCase(FEATURES)) {
        description = Values.text(value);
      } else if (value.isObject() && name.equalsIgnoreCase(ATTRIBUTES)) {
        value
            .properties()
            .forEach(
                inner ->
                    Values.attribute(
                        inner.getKey(), inner.getValue(), row.separator(), attributes::put));
      } else {
        Values.attributes(name, value, row.separator(), attributes::put);
      }
    }
    Item item =
        new Item(
            id,
            text(row, TITLE),
            description,
            categories == null
                ? new ArrayList<>()
                : Values.list(columns.name(row, CATEGORIES), categories),
            attributes);
    ids.add(id);
    return item;
  }

  private String text(Row row, String meaning) {
    JsonNode value = columns.value(row, meaning);
    return value == null ? "" : Values.text(value, row.separator());
  }

  /** Links to pictures and films, which say nothing in words. */
  private static boolean isPictures(String name, JsonNode value) {
    return PICTURES.contains(name)
        && value.isArray()
        && (value.isEmpty() || value.get(0).isObject());
  }

  /** How many records came in so far, the refused ones included. */
  public long read() {
    return rows.read();
  }

  /** Bytes read so far. */
  public long consumed() {
    return rows.consumed();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
