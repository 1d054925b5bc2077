package org.llmrec.llm.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.llmrec.core.json.Json;

/** Finds the answer within what a model wrote around it. Stateless and thread-safe. */
public final class RawAnswer {
  private static final Pattern THOUGHTS =
      Pattern.compile(
          "(?is)(<(think|thinking|thought|reasoning)>.*?(</\\2>|\\z)|\\[THINK].*?(\\[/THINK]|\\z))");

  /** Some templates open the block themselves, so that only its end is in the answer. */
  private static final Pattern REST_OF_THOUGHTS = Pattern.compile("(?is)\\A.*</think(ing)?>");

  private static final Pattern FENCE =
      Pattern.compile("(?s)\\A```[A-Za-z0-9_-]{0,20}[ \\t]*\\n(.*?)\\n?```\\z");

  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z][A-Za-z0-9_+-]{2,19}");

  private static final String QUOTES = "\"'“”„‘’«»";

  /** Braces at which an object is looked for: an answer has one, prose around it few. */
  private static final int MOST_STARTS = 20;

  private static final ObjectReader READER =
      Json.mapper()
          .reader()
          .withFeatures(
              JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS, JsonReadFeature.ALLOW_TRAILING_COMMA);

  private RawAnswer() {}

  /** Without thoughts, a byte order mark and blanks at the ends. */
  public static String plain(String text) {
    String rest = text.startsWith("\uFEFF") ? text.substring(1) : text;
    if (rest.indexOf('<') < 0 && rest.indexOf('[') < 0) {
      return rest.strip();
    }
    rest = THOUGHTS.matcher(rest).replaceAll("");
    return REST_OF_THOUGHTS.matcher(rest).replaceFirst("").strip();
  }

  /** Without a code fence or quotation marks around the whole. */
  public static String unwrapped(String plain) {
    Matcher fence = FENCE.matcher(plain);
    String text = fence.matches() ? fence.group(1).strip() : plain;
    if (text.length() > 2
        && QUOTES.indexOf(text.charAt(0)) >= 0
        && QUOTES.indexOf(text.charAt(text.length() - 1)) >= 0
        && text.chars().filter(c -> QUOTES.indexOf(c) >= 0 && c != '\'' && c != '’').count() <= 2) {
      return text.substring(1, text.length() - 1).strip();
    }
    return text;
  }

  /**
   * Without the marks of code fences, wherever they are: what stands between them stays, and the
   * prose around too.
   *
   * @param plain any text; a fence begins or ends with three backticks or tildes first in a line,
   *     and what follows the beginning ones in their line is the name of a language
   */
  public static String unfenced(String plain) {
    if (!plain.contains("```") && !plain.contains("~~~")) {
      return plain;
    }
    StringBuilder kept = new StringBuilder(plain.length());
    boolean within = false;
    for (int start = 0; start < plain.length(); ) {
      int end = plain.indexOf('\n', start);
      end = end < 0 ? plain.length() : end + 1;
      int mark = start;
      while (mark < end && plain.charAt(mark) <= ' ') {
        mark++;
      }
      boolean fence = plain.startsWith("```", mark) || plain.startsWith("~~~", mark);
      if (fence) {
        kept.append(behindFence(plain, mark, end, within)).append('\n');
        within = !within;
      } else {
        kept.append(plain, start, end);
      }
      start = end;
    }
    return kept.toString().strip();
  }

  /** A fence's line without it; a beginning one may be followed by a language's name alone. */
  private static String behindFence(String text, int mark, int end, boolean within) {
    int from = mark;
    while (from < end && text.charAt(from) == text.charAt(mark)) {
      from++;
    }
    int to = end;
    while (to > from && (text.charAt(to - 1) <= ' ' || text.charAt(to - 1) == text.charAt(mark))) {
      to--;
    }
    String rest = text.substring(from, to);
    boolean closedAtOnce = to < end && text.startsWith("```", to);
    return !within && !closedAtOnce && LANGUAGE.matcher(rest).matches() ? "" : rest;
  }

  /** All JSON objects that stand side by side in the text, whatever is around them. */
  public static List<ObjectNode> objects(String plain) {
    List<ObjectNode> objects = new ArrayList<>();
    int start = plain.indexOf('{');
    for (int tries = 0; start >= 0 && tries < MOST_STARTS; tries++) {
      int end = end(plain, start);
      Optional<ObjectNode> object = end < 0 ? Optional.empty() : parse(plain.substring(start, end));
      object.ifPresent(objects::add);
      start = plain.indexOf('{', object.isPresent() ? end : start + 1);
    }
    return objects;
  }

  /** Behind the brace that closes the one at {@code start}, strings left aside; -1 for none. */
  private static int end(String text, int start) {
    int depth = 0;
    boolean string = false;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (string) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          string = false;
        }
      } else if (c == '"') {
        string = true;
      } else if (c == '{') {
        depth++;
      } else if (c == '}') {
        depth--;
        if (depth == 0) {
          return i + 1;
        }
      }
    }
    return -1;
  }

  private static Optional<ObjectNode> parse(String text) {
    try {
      return READER.readTree(text) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
