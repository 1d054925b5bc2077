package org.llmrec.retrieve.signal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.llmrec.rank.foreign.Column;
import org.llmrec.rank.foreign.Offer;
import org.llmrec.rank.foreign.RankerVector;
import org.llmrec.rank.foreign.Use;
import org.llmrec.retrieve.Source;

/**
 * What an imported ranker can be told of a candidate, all of it worked out for answers anyway:
 * which source found it, what our own stages say, and what our own rankers go by.
 */
public final class RankerColumns {
  /** Likeness of texts. */
  public static final String TEXT = "stage.text";

  /** What the towers say. */
  public static final String TASTE = "stage.taste";

  /** Interactions. */
  public static final String POPULARITY = "stage.popularity";

  /** What our own ranker of short lists says. */
  public static final String RANKER = "stage.ranker";

  /** What our own learnt order of searches says. */
  public static final String SEARCH = "stage.search";

  /** Before the name of a feature of the ranker of short lists. */
  public static final String LIST = "list.";

  /** Before the name of a feature of the learnt order of searches. */
  public static final String QUERY = "query.";

  private static final List<Use> BOTH = List.of(Use.values());
  private static final List<Use> RECOMMENDING = List.of(Use.RECOMMEND);
  private static final List<Use> SEARCHING = List.of(Use.SEARCH);
  private static final String NOT_FOUND = "where this source did not find the item";

  private RankerColumns() {}

  /**
   * What a generation offers.
   *
   * @param listFeatures what its ranker of short lists goes by; none without one
   * @param queryFeatures what its learnt order of searches goes by; none without one
   * @param textDims width of the text vectors; 0 where there are none
   * @param towerDims width of the towers' vectors
   */
  public static Offer offer(
      List<String> listFeatures, List<String> queryFeatures, int textDims, int towerDims) {
    List<Column> columns = new ArrayList<>();
    for (Use use : Use.values()) {
      for (Source source : sources(use)) {
        columns.add(new Column(score(source), meaning(source), NOT_FOUND, List.of(use)));
        columns.add(
            new Column(rank(source), "its rank there, 1 for the best", NOT_FOUND, List.of(use)));
      }
    }
    columns.add(
        new Column(
            TEXT,
            "cosine of the item's text vector and that of the query, or of the mean of what was"
                + " liked: -1 to 1",
            "where the item, or all that was liked, has no text vector, or the query none",
            BOTH));
    columns.add(
        new Column(
            TASTE,
            "inner product of the user's and the item's tower vector; the average user's for"
                + " somebody unknown",
            "",
            BOTH));
    columns.add(new Column(POPULARITY, "interactions of the item at the last build", "", BOTH));
    if (!listFeatures.isEmpty()) {
      String unknown = "where nothing is known of who asks";
      columns.add(
          new Column(RANKER, "the score of our own ranker of short lists", unknown, RECOMMENDING));
      for (String feature : listFeatures) {
        columns.add(
            new Column(
                LIST + feature,
                "what our own ranker of short lists is told as \"" + feature + "\"",
                unknown + ", and for an item that came after the build",
                RECOMMENDING));
      }
    }
    if (!queryFeatures.isEmpty()) {
      String outside = "where our own order does not look at the item, or there was no time for it";
      columns.add(
          new Column(SEARCH, "the score of our own learnt order of searches", outside, SEARCHING));
      for (String feature : queryFeatures) {
        columns.add(
            new Column(
                QUERY + feature,
                "what our own learnt order of searches is told as \"" + feature + "\"",
                outside,
                SEARCHING));
      }
    }
    return new Offer(columns, widths(textDims, towerDims));
  }

  private static Map<RankerVector, Integer> widths(int textDims, int towerDims) {
    Map<RankerVector, Integer> widths = new EnumMap<>(RankerVector.class);
    if (textDims > 0) {
      widths.put(RankerVector.ITEM_TEXT_VECTOR, textDims);
      widths.put(RankerVector.QUERY_VECTOR, textDims);
    }
    widths.put(RankerVector.ITEM_VECTOR, towerDims);
    widths.put(RankerVector.USER_VECTOR, towerDims);
    return widths;
  }

  /** Who finds candidates for a request. */
  public static List<Source> sources(Use use) {
    return switch (use) {
      case RECOMMEND ->
          List.of(Source.TOWER, Source.HISTORY, Source.CO_ENGAGED, Source.POPULARITY, Source.NEW);
      case SEARCH -> List.of(Source.WORDS, Source.TEXT);
    };
  }

  /** The column of a source's scores. */
  public static String score(Source source) {
    return "source." + label(source) + ".score";
  }

  /** The column of a source's ranks. */
  public static String rank(Source source) {
    return "source." + label(source) + ".rank";
  }

  private static String label(Source source) {
    return source.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String meaning(Source source) {
    return switch (source) {
      case WORDS -> "BM25 of the query's words in the item's texts, above 0";
      case TEXT -> "cosine of the item's text vector and that of the query, -1 to 1";
      case TOWER -> "inner product of the user's and the item's tower vector";
      case CO_ENGAGED -> "how much more often than chance it is liked with what was liked";
      case POPULARITY -> "how many interactions it has";
      case HISTORY -> "greatest cosine with one of the middles of what was liked, -1 to 1";
      case TRENDING -> "how many interactions it has lately";
      case NEW -> "what the source says by which newcomers are chosen";
      case ALIKE -> "BM25 of the telling words of what was liked";
    };
  }
}
