package org.llmrec.core.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.llmrec.core.Item;
import org.llmrec.core.json.Json;

/**
 * One line of the journal, without its end:
 *
 * <pre>
 * {"crc":"0123abcd","seq":7,"put":{"id":…,"title":…,"description":…,"categories":[…],"attributes":{…}}}
 * {"crc":"0123abcd","seq":8,"delete":"b17"}
 * </pre>
 *
 * <p>The checksum is the CRC-32C of all bytes after it and the comma behind it.
 */
final class JournalLine {
  private static final String HEAD = "{\"crc\":\"";
  private static final int CHECKED_FROM = HEAD.length() + 8 + 2;

  private JournalLine() {}

  /** A line is not what was written, and the message says what is there instead. */
  static final class Damaged extends Exception {
    private static final long serialVersionUID = 1;

    Damaged(String message) {
      super(message);
    }
  }

  static byte[] encode(JournalEntry entry) {
    ObjectNode line = Json.mapper().createObjectNode();
    line.put("seq", entry.sequence());
    switch (entry.change()) {
      case ItemChange.Put put -> line.set("put", node(put.item()));
      case ItemChange.Delete delete -> line.put("delete", delete.id());
    }
    byte[] checked = Json.line(line).substring(1).getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[CHECKED_FROM + checked.length];
    System.arraycopy(
        head(checked, 0).getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, CHECKED_FROM);
    System.arraycopy(checked, 0, bytes, CHECKED_FROM, checked.length);
    return bytes;
  }

  /** A tree and not a record, as the mapper would sort the attributes. */
  private static ObjectNode node(Item item) {
    ObjectNode node = Json.mapper().createObjectNode();
    node.put("id", item.id());
    node.put("title", item.title());
    node.put("description", item.description());
    ArrayNode categories = node.putArray("categories");
    item.categories().forEach(categories::add);
    ObjectNode attributes = node.putObject("attributes");
    item.attributes().forEach(attributes::put);
    return node;
  }

  static JournalEntry decode(byte[] line) throws Damaged {
    if (line.length <= CHECKED_FROM) {
      throw new Damaged(line.length + " bytes, which is too short for one");
    }
    String given = new String(line, 0, CHECKED_FROM, StandardCharsets.ISO_8859_1);
    String right = head(line, CHECKED_FROM);
    if (!given.equals(right)) {
      throw new Damaged("one that begins with " + given + " where its bytes give " + right);
    }
    try {
      JsonNode node = Json.mapper().readTree(line);
      ItemChange change =
          node.has("put")
              ? new ItemChange.Put(Json.mapper().treeToValue(node.get("put"), Item.class))
              : new ItemChange.Delete(node.path("delete").textValue());
      return new JournalEntry(node.path("seq").longValue(), change);
    } catch (JsonProcessingException e) {
      throw new Damaged(e.getOriginalMessage());
    } catch (IOException | RuntimeException e) {
      throw new Damaged(e.toString());
    }
  }

  private static String head(byte[] bytes, int from) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, bytes.length - from);
    return HEAD + HexFormat.of().toHexDigits((int) crc.getValue()) + "\",";
  }
}
