package org.llmrec.lab.arm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ways in which a text may call an item, read from its title: {@code "City of Lost Children,
 * The (Cité des enfants perdus, La) (1995)"} has the year 1995 and two names, each with an article
 * that may stand before, behind or nowhere. A name of several parts ({@code "Léon: The
 * Professional"}) also goes by its beginnings, and by its later parts where they have two words or
 * more.
 *
 * @param year as it stands in the title; empty without
 * @param forms whole names first, then parts; no two with the same words
 */
record TitleForms(String year, List<Form> forms) {
  private static final Pattern YEAR =
      Pattern.compile("\\s*\\((\\d{4})(?:\\s*[-–—]\\s*(?:\\d{4})?)?\\s*\\)\\s*$");
  private static final Pattern IN_BRACKETS =
      Pattern.compile("\\s*\\(((?:[^()]|\\([^()]*\\))*)\\)\\s*$");
  private static final Pattern ALSO =
      Pattern.compile("^a\\.?\\s?k\\.?\\s?a\\.?:?\\s+", Pattern.CASE_INSENSITIVE);
  private static final Pattern ARTICLE_BEHIND =
      Pattern.compile(
          "^(.+),\\s*(The|An?|La|Le|Les|L['’]|El|Los|Las|Il|Lo|I|Gli|Une?|Una|Der|Die|Das|Eine?|De[nt]?|Het|Os?|As)$",
          Pattern.CASE_INSENSITIVE);

  /** English only: "Die Hard" has no article. */
  private static final Pattern ARTICLE_BEFORE =
      Pattern.compile("^(The|An?)\\s+(.+)$", Pattern.CASE_INSENSITIVE);

  private static final Pattern PART =
      Pattern.compile(";\\s+or,\\s+|\\s+or:\\s+|[:;]\\s+|\\s+[-–—]\\s+");

  /**
   * One way.
   *
   * @param words without the article; at least one
   * @param article as it stands in the title; empty without
   * @param whole whether it is a name and not a part of one
   */
  record Form(List<String> words, String article, boolean whole) {
    Form {
      words = List.copyOf(words);
    }

    /** Equal for forms with the same words. */
    String key() {
      return Words.key(words);
    }
  }

  TitleForms {
    forms = List.copyOf(forms);
  }

  static TitleForms of(String title) {
    String rest = Words.composed(title).strip();
    String year = "";
    Matcher dated = YEAR.matcher(rest);
    // A title that is nothing but a year in brackets keeps it.
    if (dated.find() && dated.start() > 0) {
      year = dated.group(1);
      rest = rest.substring(0, dated.start());
    }
    List<String> names = new ArrayList<>();
    for (Matcher more = IN_BRACKETS.matcher(rest);
        more.find() && more.start() > 0;
        more = IN_BRACKETS.matcher(rest)) {
      names.add(ALSO.matcher(more.group(1).strip()).replaceFirst(""));
      rest = rest.substring(0, more.start());
    }
    names.add(rest);
    Collections.reverse(names);

    Map<String, Form> forms = new LinkedHashMap<>();
    names.forEach(name -> add(forms, name, true));
    names.forEach(name -> addParts(forms, name));
    return new TitleForms(year, List.copyOf(forms.values()));
  }

  private static void add(Map<String, Form> forms, String name, boolean whole) {
    String core = name.strip();
    String article = "";
    Matcher behind = ARTICLE_BEHIND.matcher(core);
    Matcher before = ARTICLE_BEFORE.matcher(core);
    if (behind.matches()) {
      core = behind.group(1);
      article = behind.group(2);
    } else if (before.matches()) {
      core = before.group(2);
      article = before.group(1);
    }
    List<String> words = Words.of(core);
    if (!words.isEmpty()) {
      Form form = new Form(words, article.replace("'", "").replace("’", ""), whole);
      forms.putIfAbsent(form.key(), form);
    }
  }

  private static void addParts(Map<String, Form> forms, String name) {
    String article = "";
    String core = name;
    Matcher behind = ARTICLE_BEHIND.matcher(name.strip());
    if (behind.matches()) {
      core = behind.group(1);
      article = behind.group(2) + " ";
    }
    Matcher part = PART.matcher(core);
    while (part.find()) {
      add(forms, article + core.substring(0, part.start()), false);
      String later = core.substring(part.end());
      if (Words.of(later).size() > 1) {
        add(forms, later, false);
      }
    }
  }
}
