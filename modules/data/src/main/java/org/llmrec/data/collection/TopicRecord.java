package org.llmrec.data.collection;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.llmrec.data.record.BadFieldException;
import org.llmrec.data.record.Reason;
import org.llmrec.data.record.Values;

/**
 * One topic from what stands between {@code <top>} and {@code </top>}. Its fields mostly have no
 * end tags and repeat their names as words ({@code <num> Number: 301}); those are dropped.
 */
final class TopicRecord {
  /** The fields of forty years; what is in others than the first four is passed over. */
  private static final Set<String> OTHERS =
      Set.of("dom", "smry", "con", "fac", "def", "nat", "time", "head");

  private enum Part {
    NUM("num", "number"),
    TITLE("title", "topic"),
    DESC("desc", "description"),
    NARR("narr", "narrative");

    private final String tag;
    private final Pattern label;

    Part(String tag, String label) {
      this.tag = tag;
      this.label = Pattern.compile("^" + label + " ?: ?", Pattern.CASE_INSENSITIVE);
    }
  }

  private TopicRecord() {}

  /**
   * Reads it.
   *
   * @throws BadFieldException if it has no number, an impossible one, or no text
   */
  static Topic parse(String record) throws BadFieldException {
    Map<Part, StringBuilder> parts = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      parts.put(part, new StringBuilder());
    }
    StringBuilder current = null;
    int from = 0;
    for (SgmlTags.Tag tag : SgmlTags.of(record)) {
      take(current, record, from, tag.from());
      from = tag.to();
      Part part = part(tag.name());
      if (part != null || OTHERS.contains(tag.name())) {
        current = tag.closing() || part == null ? null : parts.get(part);
      }
    }
    take(current, record, from, record.length());
    String number = clean(parts, Part.NUM);
    if (number.isEmpty()) {
      throw new BadFieldException("num", Reason.MISSING, "expected <num> Number: id");
    }
    Topic topic =
        new Topic(
            Values.id("num", TextNode.valueOf(number)),
            clean(parts, Part.TITLE),
            clean(parts, Part.DESC),
            clean(parts, Part.NARR));
    if (topic.query(Topic.Fields.TITLE_DESC_NARR).isEmpty()) {
      throw new BadFieldException("title", Reason.MISSING, "expected <title>, <desc> or <narr>");
    }
    return topic;
  }

  private static void take(StringBuilder part, String record, int from, int to) {
    if (part != null) {
      part.append(record, from, to).append(' ');
    }
  }

  private static String clean(Map<Part, StringBuilder> parts, Part part) {
    return part.label.matcher(SgmlText.clean(parts.get(part))).replaceFirst("");
  }

  private static Part part(String tag) {
    for (Part part : Part.values()) {
      if (part.tag.equals(tag)) {
        return part;
      }
    }
    return null;
  }
}
