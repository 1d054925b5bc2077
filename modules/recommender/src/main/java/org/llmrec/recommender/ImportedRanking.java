package org.llmrec.recommender;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.llmrec.rank.foreign.ForeignRanker;
import org.llmrec.rank.foreign.RankerInput;
import org.llmrec.rank.foreign.RankerVector;
import org.llmrec.rank.foreign.Told;
import org.llmrec.retrieve.Source;
import org.llmrec.retrieve.SourceHit;
import org.llmrec.retrieve.signal.RankerColumns;

/**
 * The candidates of one request before an imported ranker: what it is told of them, and the reasons
 * that can be given then, which are by whom an item was found. How the ranker came by its score
 * nobody here knows. For one thread.
 */
final class ImportedRanking implements Told, Reasons {
  private final ForeignRanker ranker;
  private final Serving serving;
  private final Scored scored;
  private final Taste taste;
  private final Map<String, float[]> own = new LinkedHashMap<>();
  private float[] query;

  ImportedRanking(ForeignRanker ranker, Serving serving, Scored scored, Taste taste) {
    this.ranker = ranker;
    this.serving = serving;
    this.scored = scored;
    this.taste = taste;
  }

  /** What one of our own rankers is told, by name; not worked out where nothing of it is wanted. */
  void tell(String prefix, Supplier<Map<String, float[]>> features) {
    boolean wanted =
        ranker.schema().inputs().stream()
            .flatMap(input -> input.sources().stream())
            .anyMatch(name -> name.startsWith(prefix));
    if (wanted) {
      features.get().forEach((name, values) -> own.put(prefix + name, values));
    }
  }

  /** The query's vector, of length 1. */
  void tellQuery(float[] vector) {
    query = vector;
  }

  /** The scores of all candidates; what it was told of them is noted. */
  float[] scores() {
    Map<String, float[]> told = new LinkedHashMap<>();
    for (RankerInput input : ranker.schema().inputs()) {
      if (input instanceof RankerInput.Columns columns) {
        columns.columns().forEach(name -> told.put(name, column(name)));
      }
    }
    float[] scores = ranker.score(this);
    scored.addColumns(told);
    return scores;
  }

  @Override
  public int candidates() {
    return scored.size();
  }

  @Override
  public float[] column(String name) {
    float[] values =
        switch (name) {
          case RankerColumns.TEXT -> scored.of(Stage.TEXT);
          case RankerColumns.TASTE -> scored.of(Stage.TASTE);
          case RankerColumns.POPULARITY -> scored.of(Stage.POPULARITY);
          case RankerColumns.RANKER -> scored.of(Stage.RANKER);
          case RankerColumns.SEARCH -> scored.of(Stage.SEARCH);
          default -> own.computeIfAbsent(name, this::ofSource);
        };
    return values == null ? nothing() : values;
  }

  /** Nothing for a column that is no source's: one that this request does not have. */
  private float[] ofSource(String name) {
    float[] values = nothing();
    for (Source source : Source.values()) {
      boolean rank = name.equals(RankerColumns.rank(source));
      if (rank || name.equals(RankerColumns.score(source))) {
        for (int i = 0; i < values.length; i++) {
          SourceHit hit = scored.candidate(i).hits().get(source);
          if (hit != null) {
            values[i] = rank ? hit.rank() : hit.score();
          }
        }
      }
    }
    return values;
  }

  private float[] nothing() {
    float[] values = new float[scored.size()];
    Arrays.fill(values, Float.NaN);
    return values;
  }

  @Override
  public float[][] vector(RankerVector vector) {
    int[] ordinals = scored.ordinals();
    return switch (vector) {
      case ITEM_TEXT_VECTOR ->
          rows(ordinals, ordinal -> serving.index().textVector(ordinal).orElse(null));
      case ITEM_VECTOR -> rows(ordinals, serving.ranker()::itemVector);
      case USER_VECTOR -> new float[][] {taste.vector()};
      case QUERY_VECTOR -> new float[][] {query};
    };
  }

  private interface Row {
    float[] of(int ordinal);
  }

  private static float[][] rows(int[] ordinals, Row row) {
    return IntStream.of(ordinals).mapToObj(row::of).toArray(float[][]::new);
  }

  /** "found by taste and among new items; ranked by theirs". */
  @Override
  public List<String> of(Scored candidates, int[] best) {
    return IntStream.of(best)
        .mapToObj(
            i ->
                "found "
                    + Sentences.and(
                        candidates.candidate(i).hits().keySet().stream()
                            .map(SourceWords::of)
                            .toList())
                    + "; ranked by "
                    + ranker.schema().name())
        .toList();
  }
}
