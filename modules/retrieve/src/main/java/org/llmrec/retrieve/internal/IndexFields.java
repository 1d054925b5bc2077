package org.llmrec.retrieve.internal;

import java.util.Locale;

/** The names in the Lucene index; changing any of them means a new {@link #FORMAT}. */
public final class IndexFields {
  /** Counts the incompatible changes of this layout. */
  public static final String FORMAT = "3";

  /** Commit data: {@link #FORMAT}. */
  public static final String FORMAT_KEY = "llmrec.format";

  /** Commit data: number of items. */
  public static final String ITEMS_KEY = "llmrec.items";

  /** Commit data: the label of the language. */
  public static final String LANGUAGE_KEY = "llmrec.language";

  /** Commit data: the label of the vectors' coding. */
  public static final String VECTORS_KEY = "llmrec.vectors";

  /** Keyword and doc value. */
  public static final String ID = "id";

  /** Numeric doc value, equal to Lucene's document number. */
  public static final String ORDINAL = "ordinal";

  /** Numeric doc value. */
  public static final String POPULARITY = "popularity";

  /** Float doc value, above 0; absent where the trend is not known or nothing. */
  public static final String TREND = "trend";

  /** Analysed and stored. */
  public static final String TITLE = "title";

  /** Analysed and stored. */
  public static final String DESCRIPTION = "description";

  /** Analysed and stored, one value a category. */
  public static final String CATEGORIES = "categories";

  /** Keyword in {@link #categoryKey} form. */
  public static final String CATEGORY = "category";

  /** Analysed: the values of all attributes. */
  public static final String ATTRIBUTES = "attributes";

  /** Before a prompt's id: the analysed answers to it. */
  public static final String ANSWER = "answer.";

  /**
   * Analysed: all the texts above once more, without frequencies: which items have a word in any of
   * them, and how many. No field of its own tells that, nor several together without going through
   * all their items.
   */
  public static final String ANY = "any";

  /** Unit vectors under the dot product. */
  public static final String TEXT = "text";

  /** Vectors under the maximum inner product. */
  public static final String TOWER = "tower";

  public static final String CO_ENGAGED = "coengaged";

  /** Lucene keeps terms of up to 32,766 bytes, and a character may take four. */
  private static final int LONGEST_KEY = 8_000;

  private IndexFields() {}

  /** How a category is compared: letter case and surrounding blanks do not count. */
  public static String categoryKey(String category) {
    String key = category.strip().toLowerCase(Locale.ROOT);
    return key.length() <= LONGEST_KEY ? key : key.substring(0, LONGEST_KEY);
  }
}
