package org.llmrec.enrich.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.llmrec.core.json.Json;
import org.llmrec.enrich.prompt.AnswerForm;
import org.llmrec.llm.text.VisibleText;

/** Short names in a row. */
final class Tags {
  private static final Pattern BETWEEN = Pattern.compile("[,;\\n，、；،]");
  private static final Pattern BEFORE = Pattern.compile("\\A([0-9]{1,2}[.)] +|[-*•#\"'“„‘«]+ *)+");
  private static final Pattern AFTER = Pattern.compile("[:\"'”“’»]+\\z");

  /** The end of "ghosts.", not that of "jr." or "u.s.a.". */
  private static final Pattern STOP = Pattern.compile("(\\p{L}{4})\\.\\z");

  private static final Set<String> NONE = Set.of("...", "…", "string", "tag", "tags");
  private static final String JOINT = ", ";

  /** So many times more tags than allowed are no slip in counting. */
  private static final int RUNAWAY = 3;

  /** No answer within its tokens has more. */
  private static final int MOST_LOOKED_AT = 1_000;

  private Tags() {}

  /** The good tags of a text, separated by a comma and a space. */
  static String check(String value, AnswerForm form, List<String> problems) {
    Set<String> tags = new LinkedHashSet<>();
    BETWEEN
        .splitAsStream(value)
        .limit(MOST_LOOKED_AT)
        .map(Tags::clean)
        .filter(Tags::good)
        .forEach(tags::add);
    if (tags.size() < form.min() || tags.size() > form.max() * RUNAWAY) {
      problems.add(
          "Found "
              + tags.size()
              + " different tags of at most "
              + AnswerForm.MAX_TAG_WORDS
              + " words; give "
              + form.min()
              + " to "
              + form.max()
              + ".");
    }
    return String.join(JOINT, tags.stream().limit(form.max()).toList());
  }

  private static String clean(String part) {
    String tag = VisibleText.of(part, 2 * AnswerForm.MAX_TAG_CHARACTERS).toLowerCase(Locale.ROOT);
    tag = BEFORE.matcher(tag).replaceFirst("");
    tag = AFTER.matcher(tag).replaceFirst("");
    return STOP.matcher(tag).replaceFirst("$1").strip();
  }

  private static boolean good(String tag) {
    return tag.codePoints().anyMatch(Character::isLetterOrDigit)
        && !NONE.contains(tag)
        && tag.codePointCount(0, tag.length()) <= AnswerForm.MAX_TAG_CHARACTERS
        && Words.count(tag) <= AnswerForm.MAX_TAG_WORDS;
  }

  /** The list again. */
  static JsonNode node(String text) {
    ArrayNode array = Json.mapper().createArrayNode();
    if (!text.isEmpty()) {
      List.of(text.split(JOINT)).forEach(array::add);
    }
    return array;
  }
}
