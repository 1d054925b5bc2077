package org.llmrec.llm.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.List;
import org.llmrec.core.json.Json;

/**
 * Foreign text in a place that it cannot leave: a JSON string on one line, in which it cannot close
 * its quotation marks.
 *
 * <p>{@code <} and {@code [} within texts are written as JSON escapes. A reader of JSON sees no
 * difference; but a server that looks for the marks of its chat template ({@code <|im_start|>},
 * {@code </s>}, {@code [INST]}) anywhere in a request doesn't find them in foreign text. Stateless
 * and thread-safe.
 */
public final class QuotedText {
  private static final ObjectWriter WRITER = Json.mapper().writer(new QuoteEscapes());

  private QuotedText() {}

  /**
   * What is to be seen of a text, as a JSON string with its quotation marks.
   *
   * @param limit the most code points, as for {@link VisibleText#of}
   */
  public static String of(String text, int limit) {
    return json(VisibleText.of(text, limit));
  }

  /** What is to be seen of several texts, as a JSON array of strings on one line. */
  public static String array(List<String> texts, int limit) {
    return json(texts.stream().map(text -> VisibleText.of(text, limit)).toList());
  }

  /** A value of texts as JSON on one line; its texts should be {@link VisibleText}. */
  public static String json(Object value) {
    try {
      return WRITER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
    }
  }

  /** Bytes of UTF-8 that a visible character takes within a string. */
  public static int bytes(int c) {
    if (c == '<' || c == '[') {
      return 6;
    }
    if (c == '"' || c == '\\') {
      return 2;
    }
    if (c < 0x80) {
      return 1;
    }
    return c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  }
}
