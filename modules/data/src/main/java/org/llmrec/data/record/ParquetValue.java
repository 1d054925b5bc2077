package org.llmrec.data.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hardwood.row.PqList;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** From a value of Parquet to one that a JSON record might have. Pure functions. */
final class ParquetValue {
  private ParquetValue() {}

  /**
   * The value; null for one that is absent, as NaN is in what data frames write.
   *
   * @throws CharacterCodingException if bytes without a type are no UTF-8
   */
  static JsonNode of(Object value) throws CharacterCodingException {
    return switch (value) {
      case null -> null;
      case PqList list -> list(list);
      case Boolean b -> BooleanNode.valueOf(b);
      case Integer i -> IntNode.valueOf(i);
      case Long l -> LongNode.valueOf(l);
      case Float f -> f.isNaN() ? null : number(f.isInfinite(), f.toString());
      case Double d -> d.isNaN() ? null : number(d.isInfinite(), d.toString());
      case BigDecimal d -> DecimalNode.valueOf(d);
      case byte[] bytes ->
          TextNode.valueOf(
              StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
      // Dates and times are ISO 8601, a UUID is its digits.
      default -> TextNode.valueOf(value.toString());
    };
  }

  private static JsonNode number(boolean infinite, String text) {
    return infinite ? TextNode.valueOf(text) : DecimalNode.valueOf(new BigDecimal(text));
  }

  private static ArrayNode list(PqList list) throws CharacterCodingException {
    ArrayNode parts = JsonNodeFactory.instance.arrayNode(list.size());
    for (int i = 0; i < list.size(); i++) {
      JsonNode part = list.isNull(i) ? null : of(list.get(i));
      if (part != null) {
        parts.add(part);
      }
    }
    return parts;
  }
}
