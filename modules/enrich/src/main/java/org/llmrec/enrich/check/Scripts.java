package org.llmrec.enrich.check;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The scripts that a language is written in.
 *
 * @param known none where we don't know; then no text is foreign
 */
record Scripts(Set<UnicodeScript> known) {
  private static final Map<String, String> BY_LANGUAGE =
      Map.ofEntries(
          Map.entry("ja", "HAN HIRAGANA KATAKANA"),
          Map.entry("zh", "HAN BOPOMOFO"),
          Map.entry("ko", "HANGUL HAN"),
          Map.entry("el", "GREEK"),
          Map.entry("hy", "ARMENIAN"),
          Map.entry("ka", "GEORGIAN"),
          Map.entry("th", "THAI"),
          Map.entry("lo", "LAO"),
          Map.entry("km", "KHMER"),
          Map.entry("my", "MYANMAR"),
          Map.entry("bn", "BENGALI"),
          Map.entry("gu", "GUJARATI"),
          Map.entry("pa", "GURMUKHI ARABIC"),
          Map.entry("ta", "TAMIL"),
          Map.entry("te", "TELUGU"),
          Map.entry("kn", "KANNADA"),
          Map.entry("ml", "MALAYALAM"),
          Map.entry("si", "SINHALA"),
          Map.entry("am", "ETHIOPIC"));

  private static final Set<String> LATIN =
      Set.of(
          "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "no", "nb", "nn", "fi", "is", "et",
          "lv", "lt", "pl", "cs", "sk", "sl", "hr", "hu", "ro", "sq", "tr", "vi", "id", "ms", "sw",
          "ca", "gl", "eu", "ga", "cy", "af", "mt", "lb", "eo", "la", "tl", "fo", "fy");

  private static final Set<String> CYRILLIC =
      Set.of("ru", "uk", "bg", "be", "mk", "kk", "ky", "tg", "tt", "ba", "mn");

  private static final Set<String> ARABIC = Set.of("ar", "fa", "ur", "ps");
  private static final Set<String> HEBREW = Set.of("he", "iw", "yi");
  private static final Set<String> DEVANAGARI = Set.of("hi", "mr", "ne", "sa");

  static Scripts of(Locale language) {
    if (!language.getScript().isEmpty()) {
      return written(language.getScript());
    }
    String code = language.getLanguage();
    String scripts = BY_LANGUAGE.get(code);
    if (scripts != null) {
      return new Scripts(
          Arrays.stream(scripts.split(" "))
              .map(UnicodeScript::valueOf)
              .collect(Collectors.toUnmodifiableSet()));
    }
    if (LATIN.contains(code)) {
      return new Scripts(Set.of(UnicodeScript.LATIN));
    }
    if (CYRILLIC.contains(code)) {
      return new Scripts(Set.of(UnicodeScript.CYRILLIC));
    }
    if (ARABIC.contains(code)) {
      return new Scripts(Set.of(UnicodeScript.ARABIC));
    }
    if (HEBREW.contains(code)) {
      return new Scripts(Set.of(UnicodeScript.HEBREW));
    }
    return DEVANAGARI.contains(code)
        ? new Scripts(Set.of(UnicodeScript.DEVANAGARI))
        : new Scripts(Set.of());
  }

  /** A tag such as {@code sr-Latn} says it itself. */
  private static Scripts written(String script) {
    try {
      return new Scripts(Set.of(UnicodeScript.forName(script)));
    } catch (IllegalArgumentException e) {
      // Hans, Jpan and the like are no scripts of a character.
      return new Scripts(Set.of());
    }
  }

  /** Whether more than half of the text's letters are of other scripts. */
  boolean foreign(String text) {
    if (known.isEmpty()) {
      return false;
    }
    int[] letters = text.codePoints().filter(Character::isLetter).toArray();
    int foreign = 0;
    for (int letter : letters) {
      UnicodeScript script = UnicodeScript.of(letter);
      // Some letters, the ordinal signs for one, are common to all.
      if (script != UnicodeScript.COMMON && !known.contains(script)) {
        foreign++;
      }
    }
    return 2 * foreign > letters.length;
  }
}
