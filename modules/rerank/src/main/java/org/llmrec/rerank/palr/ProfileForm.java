package org.llmrec.rerank.palr;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.llmrec.core.json.Json;
import org.llmrec.llm.text.QuotedText;
import org.llmrec.llm.text.RawAnswer;
import org.llmrec.llm.text.VisibleText;

/**
 * The form in which a profile is asked for, one keyword a line:
 *
 * <pre>{@code
 * 1. "space opera": ["Alien","Dune"]
 * 2. "heist": ["Heat"]
 * }</pre>
 *
 * <p>Reading what was written so gives back the same profile. It also takes code fences, prose
 * around, bold type, other quotation marks or none. Stateless and thread-safe.
 */
public final class ProfileForm {
  /** A number or a bullet, which begins a line of the list; prose does not have one. */
  private static final Pattern MARK = Pattern.compile("^[\\s*_]*(?:\\d{1,3}[.):]|[-•*](?=\\s))");

  private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"");
  private static final Pattern CURLED = Pattern.compile("[“„«]([^“”„«»]*)[”“»]");

  /** Behind the keyword; a hyphen only with blanks, as it may be part of a keyword. */
  private static final Pattern SEPARATOR = Pattern.compile(":|\\s[-–—]\\s|\\(");

  private static final Pattern LEAD = Pattern.compile("^\\s*[:–—-]");

  /** Longer than any line of a profile; the rest is not looked at. */
  private static final int LONGEST_LINE = 10_000;

  /** What stands for a keyword in the form that a prompt shows. */
  static final String PLACEHOLDER = "keyword";

  private static final String AROUND = "*_`'\"[]()., ";

  private ProfileForm() {}

  /** A profile in this form. */
  public static String write(Profile profile) {
    StringJoiner lines = new StringJoiner("\n");
    for (int i = 0; i < profile.interests().size(); i++) {
      Interest interest = profile.interests().get(i);
      lines.add(
          (i + 1)
              + ". "
              + QuotedText.of(interest.keyword(), Interest.MAX_KEYWORD)
              + ": "
              + QuotedText.array(interest.because(), Interest.MAX_TITLE));
    }
    return lines.toString();
  }

  /** What a prompt shows as the form of an answer with so many lines. */
  static String example(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> i + ". \"" + PLACEHOLDER + "\": [\"title\", \"title\"]")
        .collect(Collectors.joining("\n"));
  }

  /**
   * Reads a profile.
   *
   * @param answer what a model wrote, with thoughts, fences and all
   * @param most how many keywords count, from the first
   * @return each keyword once; empty where there is none
   */
  public static Optional<Profile> read(String answer, int most) {
    Map<String, Interest> interests = new LinkedHashMap<>();
    RawAnswer.unwrapped(RawAnswer.plain(answer))
        .lines()
        .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line)
        .map(ProfileForm::interest)
        .flatMap(Optional::stream)
        .forEach(interest -> interests.putIfAbsent(interest.keyword(), interest));
    return interests.isEmpty()
        ? Optional.empty()
        : Optional.of(new Profile(interests.values().stream().limit(most).toList()));
  }

  private static Optional<Interest> interest(String line) {
    Matcher mark = MARK.matcher(line);
    if (!mark.find()) {
      return Optional.empty();
    }
    String rest = line.substring(mark.end()).strip();
    Matcher quoted = STRING.matcher(rest);
    String keyword;
    String titles;
    if (quoted.lookingAt()) {
      keyword = unquoted(quoted.group());
      titles = LEAD.matcher(rest.substring(quoted.end())).replaceFirst("");
    } else {
      Matcher separator = SEPARATOR.matcher(rest);
      boolean found = separator.find();
      keyword = bare(found ? rest.substring(0, separator.start()) : rest);
      titles = found ? rest.substring(separator.end()) : "";
    }
    return VisibleText.of(keyword, Interest.MAX_KEYWORD).isEmpty()
        ? Optional.empty()
        : Optional.of(new Interest(keyword, titles(titles)));
  }

  private static List<String> titles(String text) {
    List<String> titles = new ArrayList<>();
    STRING.matcher(text).results().forEach(title -> titles.add(unquoted(title.group())));
    if (titles.isEmpty()) {
      CURLED.matcher(text).results().forEach(title -> titles.add(title.group(1)));
    }
    return titles.isEmpty()
        ? Arrays.stream(text.split("[,;]", -1)).map(ProfileForm::bare).toList()
        : titles;
  }

  private static String unquoted(String string) {
    try {
      return Json.mapper().readValue(string, String.class);
    } catch (JsonProcessingException e) {
      // Not JSON after all: what is between the marks is meant.
      return string.substring(1, string.length() - 1);
    }
  }

  private static String bare(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && AROUND.indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    while (to > from && AROUND.indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    return text.substring(from, to);
  }
}
