package org.llmrec.enrich.check;

import java.util.List;
import java.util.regex.Pattern;
import org.llmrec.enrich.prompt.AnswerForm;
import org.llmrec.llm.text.VisibleText;

/** One paragraph. */
final class RunningText {
  private static final Pattern HEADING = Pattern.compile("(?m)^[ \\t]{0,3}#{1,6}[ \\t]+\\S");
  private static final Pattern ENTRY =
      Pattern.compile("(?m)^[ \\t]*([-*•]|[0-9]{1,2}[.)])[ \\t]+\\S");

  /** What ends a sentence, with quotation marks and brackets behind it. */
  private static final Pattern END =
      Pattern.compile("[.!?…。！？।؟۔።။។:;][\\p{Pf}\\p{Pe}\\p{Po}\"'*_”’]*\\z");

  /** Scripts that set no stop between sentences. */
  private static final Pattern NO_STOPS = Pattern.compile("[\\p{IsThai}\\p{IsLao}\\p{IsKhmer}]\\z");

  private static final int WORDS_OF_A_SENTENCE = 12;

  private RunningText() {}

  /** The text as a person sees it, in one paragraph and not longer than its form allows. */
  static String clean(String value, AnswerForm form) {
    return VisibleText.of(value, form.maxCharacters());
  }

  static String check(String value, AnswerForm form, List<String> problems) {
    String text = clean(value, form);
    if (text.isEmpty()) {
      problems.add("The text is empty.");
      return text;
    }
    if (HEADING.matcher(value).find() || ENTRY.matcher(value).results().limit(2).count() > 1) {
      problems.add("The text has headings or a list; write one paragraph.");
    }
    int words = Words.count(text);
    // Characters run out before words where a model goes on and on without a blank.
    if (words > form.max() || text.codePointCount(0, text.length()) >= form.maxCharacters()) {
      problems.add("The text is too long; write at most " + form.max() + " words.");
    } else if (words < form.min()) {
      problems.add("The text is too short; write at least " + form.min() + " words.");
    } else if (words >= WORDS_OF_A_SENTENCE
        && !END.matcher(text).find()
        && !NO_STOPS.matcher(text).find()) {
      problems.add("The text ends in the middle of a sentence; finish it.");
    }
    return text;
  }
}
