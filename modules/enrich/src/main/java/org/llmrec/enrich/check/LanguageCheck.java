package org.llmrec.enrich.check;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import org.llmrec.enrich.prompt.AnswerForm;

/**
 * Whether a text is in the wanted language. Short texts and tags are only looked at by their
 * script. Running text goes through the language detector of OpenNLP, and is only found fault with
 * where that is sure: titles and names in other languages are no reason to ask again.
 */
final class LanguageCheck {
  private static final int LETTERS_FOR_SCRIPT = 5;
  private static final int LETTERS_FOR_DETECTOR = 40;

  /**
   * How many times more probable another language has to be. Of 6,368 English answers about books
   * and films the detector takes two for another language, by a factor of 1.12 at most; a wrong
   * language has 2 to 10 times from a sentence on.
   */
  private static final double SURE = 1.75;

  private final Locale language;
  private final Scripts scripts;
  private final Set<String> codes;

  LanguageCheck(Locale language) {
    this.language = language;
    this.scripts = Scripts.of(language);
    this.codes = LanguageCodes.of(language);
  }

  void check(String text, AnswerForm.Kind kind, List<String> problems) {
    long letters = text.codePoints().filter(Character::isLetter).count();
    if ((letters >= LETTERS_FOR_SCRIPT && scripts.foreign(text))
        || (kind == AnswerForm.Kind.TEXT && letters >= LETTERS_FOR_DETECTOR && other(text))) {
      problems.add(
          "It is not written in "
              + language.getDisplayLanguage(Locale.ENGLISH)
              + "; write in "
              + language.getDisplayLanguage(Locale.ENGLISH)
              + ".");
    }
  }

  private boolean other(String text) {
    // The detector is not said to be thread-safe, its model is; a new one around it is cheap.
    LanguageDetectorME detector = new LanguageDetectorME(DetectorModel.get());
    Language[] found = detector.predictLanguages(text);
    double wanted =
        Arrays.stream(found)
            .filter(l -> codes.contains(l.getLang()))
            .mapToDouble(Language::getConfidence)
            .max()
            .orElse(Double.POSITIVE_INFINITY);
    return found.length > 0 && found[0].getConfidence() > SURE * wanted;
  }
}
