package org.llmrec.retrieve.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.util.NumericUtils;
import org.llmrec.core.io.Hashes;

/**
 * Attributes as filters see them. All attributes share two Lucene fields, however many names a
 * catalogue has: no name can clash with a field, and a thousand names cost no more than one.
 */
public final class AttributeFields {
  /** Keyword in {@link #key} form. */
  public static final String VALUE = "attribute.value";

  /** Two-dimensional points: the attribute's name, hashed, and its number. */
  public static final String NUMBER = "attribute.number";

  /** With the value's, below Lucene's limit on a term whatever the script. */
  private static final int LONGEST_NAME = 2_000;

  private static final int LONGEST_VALUE = 5_900;

  /** Java would also read "1d", "0x1p3" and "Infinity". */
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");

  private static final int LONGEST_NUMBER = 100;

  private AttributeFields() {}

  /** Adds one attribute of an item. */
  public static void add(Document document, String name, String value) {
    document.add(new StringField(VALUE, key(name, value), Store.NO));
    number(value)
        .ifPresent(number -> document.add(new LongPoint(NUMBER, hash(name), sortable(number))));
  }

  /**
   * How an attribute's value is compared: exactly by name, and by value as categories are. The
   * name's length stands before it, so that no name and value run into each other.
   */
  public static String key(String name, String value) {
    return name.length()
        + ":"
        + cut(name, LONGEST_NAME)
        + cut(IndexFields.categoryKey(value), LONGEST_VALUE);
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest);
  }

  /** A finite decimal number, blanks around it allowed. */
  static OptionalDouble number(String value) {
    String text = value.strip();
    if (text.length() > LONGEST_NUMBER || !DECIMAL.matcher(text).matches()) {
      return OptionalDouble.empty();
    }
    double number = Double.parseDouble(text);
    return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
  }

  /**
   * Hands out the documents whose attribute is a number in a range.
   *
   * @param from may be negative infinity
   * @param to not below {@code from}; may be infinity
   */
  public static void inRange(
      LeafReader leaf, String name, double from, double to, IntConsumer documents)
      throws IOException {
    long hash = hash(name);
    Query query =
        LongPoint.newRangeQuery(
            NUMBER, new long[] {hash, sortable(from)}, new long[] {hash, sortable(to)});
    IndexSearcher searcher = new IndexSearcher(leaf);
    searcher.setQueryCache(null);
    Scorer scorer =
        searcher
            .createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1)
            .scorer(leaf.getContext());
    if (scorer != null) {
      DocIdSetIterator inside = scorer.iterator();
      for (int doc = inside.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = inside.nextDoc()) {
        documents.accept(doc);
      }
    }
  }

  /** Adding zero makes the negative zero, which would sort below zero, the zero that it equals. */
  private static long sortable(double number) {
    return NumericUtils.doubleToSortableLong(number + 0.0);
  }

  /** Two names of a catalogue have the same with a probability of one in 2⁶⁴. */
  private static long hash(String name) {
    byte[] digest = Hashes.sha256().digest(name.getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(digest).getLong();
  }
}
