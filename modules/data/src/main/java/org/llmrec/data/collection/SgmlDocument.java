package org.llmrec.data.collection;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.llmrec.data.record.BadFieldException;
import org.llmrec.data.record.Reason;
import org.llmrec.data.record.Values;

/**
 * One document from what stands between {@code <DOC>} and {@code </DOC>}.
 *
 * <p>Tags have no order to keep. Those of headlines give the title, {@code DOCNO} the id; other
 * ids, HTTP headers and scripts are no text; all else is. Every tag parts two words. A headline or
 * number without an end tag ends at the next tag, and where {@code <TEXT>} begins in any case.
 */
final class SgmlDocument {
  private static final String NUMBER = "docno";
  private static final Set<String> TITLES =
      Set.of("title", "headline", "hl", "head", "ti", "ttl", "doctitle");
  private static final Set<String> SILENT = Set.of("docid", "dochdr", "script", "style");
  private static final Set<String> BODIES = Set.of("text", "body");

  private final String record;
  private final Map<String, Integer> lastEnd = new HashMap<>();
  private final StringBuilder number = new StringBuilder();
  private final StringBuilder title = new StringBuilder();
  private final StringBuilder text = new StringBuilder();

  /** The field that is open, null for the text, and whether it has an end tag ahead. */
  private String field;

  private boolean ends;

  private SgmlDocument(String record) {
    this.record = record;
  }

  /**
   * Reads it.
   *
   * @throws BadFieldException if there is no number, or one that cannot be an id
   */
  static CollectionDocument parse(String record) throws BadFieldException {
    SgmlDocument document = new SgmlDocument(record);
    document.read();
    String number = SgmlText.clean(document.number);
    if (number.isEmpty()) {
      throw new BadFieldException("DOCNO", Reason.MISSING, "expected <DOCNO>id</DOCNO>");
    }
    return new CollectionDocument(
        Values.id("DOCNO", TextNode.valueOf(number)),
        SgmlText.clean(document.title),
        SgmlText.clean(document.text));
  }

  private void read() {
    List<SgmlTags.Tag> tags = SgmlTags.of(record);
    for (SgmlTags.Tag tag : tags) {
      if (tag.closing()) {
        lastEnd.put(tag.name(), tag.from());
      }
    }
    int from = 0;
    for (SgmlTags.Tag tag : tags) {
      take(from, tag.from());
      from = tag.to();
      if (tag.closing() ? leaves(tag) : !tag.name().isEmpty()) {
        turn(tag);
      }
    }
    take(from, record.length());
  }

  private boolean leaves(SgmlTags.Tag tag) {
    return field != null && (!ends || tag.name().equals(field));
  }

  private void turn(SgmlTags.Tag tag) {
    String name = tag.name();
    if (!tag.closing() && isField(name)) {
      field = name;
      ends = lastEnd.getOrDefault(name, -1) > tag.from();
    } else if (tag.closing() || !ends || BODIES.contains(name)) {
      field = null;
    }
  }

  private static boolean isField(String name) {
    return name.equals(NUMBER) || TITLES.contains(name) || SILENT.contains(name);
  }

  private void take(int from, int to) {
    if (field == null) {
      text.append(record, from, to).append(' ');
    } else if (TITLES.contains(field)) {
      title.append(record, from, to).append(' ');
    } else if (field.equals(NUMBER) && SgmlText.clean(number).isEmpty()) {
      number.append(record, from, to).append(' ');
    }
  }
}
