package org.llmrec.enrich.check;

import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Set;

/**
 * By which codes the detector knows a language. Languages that it mixes up on short texts count as
 * one: a Danish text that it takes for Norwegian is no answer in another language.
 */
final class LanguageCodes {
  private static final Map<String, Set<String>> SEVERAL =
      Map.ofEntries(
          Map.entry("zh", Set.of("cmn", "nan")),
          Map.entry("fa", Set.of("fas", "pes")),
          Map.entry("lv", Set.of("lav", "lvs")),
          Map.entry("et", Set.of("est", "ekk")),
          Map.entry("no", Set.of("nob", "nno", "dan")),
          Map.entry("nb", Set.of("nob", "nno", "dan")),
          Map.entry("nn", Set.of("nob", "nno", "dan")),
          Map.entry("da", Set.of("dan", "nob", "nno")),
          Map.entry("sr", Set.of("srp", "hrv", "bos")),
          Map.entry("hr", Set.of("hrv", "srp", "bos")),
          Map.entry("bs", Set.of("bos", "hrv", "srp")),
          Map.entry("cs", Set.of("ces", "slk")),
          Map.entry("sk", Set.of("slk", "ces")),
          Map.entry("id", Set.of("ind", "msa", "min", "jav", "sun")),
          Map.entry("ms", Set.of("msa", "ind", "min")),
          Map.entry("de", Set.of("deu", "nds", "gsw", "ltz")),
          Map.entry("nl", Set.of("nld", "afr", "lim", "fry")),
          Map.entry("af", Set.of("afr", "nld")),
          Map.entry("es", Set.of("spa", "ast", "glg")),
          Map.entry("gl", Set.of("glg", "por", "spa")),
          Map.entry("pt", Set.of("por", "glg")),
          Map.entry("mr", Set.of("mar", "hin", "nep")),
          Map.entry("hi", Set.of("hin", "mar", "nep")),
          Map.entry("ne", Set.of("nep", "hin", "mar")),
          Map.entry("be", Set.of("bel", "rus", "ukr")),
          Map.entry("mg", Set.of("plt")),
          Map.entry("ur", Set.of("urd", "pnb")));

  private LanguageCodes() {}

  /** Perhaps none that the detector knows. */
  static Set<String> of(Locale language) {
    Set<String> several = SEVERAL.get(language.getLanguage());
    if (several != null) {
      return several;
    }
    try {
      return Set.of(language.getISO3Language());
    } catch (MissingResourceException e) {
      return Set.of();
    }
  }
}
