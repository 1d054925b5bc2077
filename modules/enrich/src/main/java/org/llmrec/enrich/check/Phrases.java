package org.llmrec.enrich.check;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.llmrec.llm.text.VisibleText;

/**
 * What models say instead of an answer. Looked for where such phrases stand, at the beginning: a
 * story may well have somebody in it who cannot say something.
 */
final class Phrases {
  private static final int BEGINNING = 300;

  private static final Pattern REFUSAL =
      Pattern.compile(
          "\\A\\W*("
              + "i('m| am) (very |so |really )?sorry\\b|sorry, |(my|i) apolog|unfortunately,? i\\b"
              + "|i (can't|cannot|can not|won't|will not|am unable|am not able|do not have|don't have)\\b"
              + "|i'm (unable|not able)\\b"
              + "|as an? (ai|artificial intelligence|large language model|language model)\\b"
              + "|als (ki|künstliche intelligenz|sprachmodell)\\b|es tut mir leid|tut mir leid"
              + "|je suis désolée?\\b|en tant qu(e modèle|'ia|'intelligence)"
              + "|lo siento, |como (modelo de lenguaje|inteligencia artificial|ia)\\b"
              + "|mi dispiace, |desculpe, )"
              + "|\\bas an? (ai|large language|language) (language )?(model|assistant)\\b",
          Pattern.UNICODE_CHARACTER_CLASS);

  private static final Pattern TALK =
      Pattern.compile(
          "\\A\\W*("
              + "(sure|certainly|of course|absolutely|okay|ok)[,!.] ?.{0,100}(:|here('s| is| are)\\b)"
              + "|here('s| is| are) .{0,60}\\b(text|tags?|paraphrase|rewording|description"
              + "|recommendation|answer|version|json|sentences?|summary|list)\\b[^.]{0,60}:)",
          Pattern.UNICODE_CHARACTER_CLASS);

  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "(?i)\\{\\{[^{}]{0,40}\\}\\}"
              + "|\\[(insert|your|item|title|name|author|description|text)\\b[^\\]]{0,40}\\]"
              + "|<(insert|your|item|title|author|description|text)\\b[^>]{0,40}>"
              + "|\\blorem ipsum\\b"
              + "|\\A\\W*(\\.\\.\\.|…|string|text|n/a|none|null|unknown)?\\W*\\z",
          Pattern.UNICODE_CHARACTER_CLASS);

  private Phrases() {}

  static void check(String value, List<String> problems) {
    String text = VisibleText.of(value, 2_000).replace('’', '\'');
    String start = text.substring(0, Math.min(text.length(), BEGINNING)).toLowerCase(Locale.ROOT);
    if (REFUSAL.matcher(start).find()) {
      problems.add("It declines to answer; answer from the item's fields as far as they go.");
    }
    if (TALK.matcher(start).find()) {
      problems.add("It talks about the task; give the answer alone, without an introduction.");
    }
    if (PLACEHOLDER.matcher(text).find()) {
      problems.add("It has a placeholder in it; write out what belongs there.");
    }
  }
}
