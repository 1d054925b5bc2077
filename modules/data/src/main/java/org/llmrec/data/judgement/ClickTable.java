package org.llmrec.data.judgement;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.llmrec.core.error.BadRecordException;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.record.Rejects;
import org.llmrec.data.table.Ids;

/**
 * A log of clicks summed up: how often each item was shown and clicked for each query at each
 * position. Who clicked and when is not kept. Queries are compared {@linkplain QueryText folded}.
 * Immutable and thread-safe.
 */
public final class ClickTable {
  /** An item for a query. */
  public record Pair(String query, String item) {}

  /**
   * What became of a pair at one position.
   *
   * @param pair its number in {@link #pairs}
   * @param position from 1 on
   * @param impressions how often it was shown there, from 1 on
   * @param clicks how many of these ended in a click
   */
  public record Cell(int pair, int position, long impressions, long clicks) {}

  private final List<Pair> pairs;
  private final List<Cell> cells;
  private final int positions;

  private ClickTable(List<Pair> pairs, List<Cell> cells) {
    this.pairs = List.copyOf(pairs);
    this.cells = List.copyOf(cells);
    this.positions = cells.stream().mapToInt(Cell::position).max().orElse(0);
  }

  /**
   * Reads a log and sums it up; about 100 bytes a pair and position are held.
   *
   * @param items the catalogue; clicks on other items are refused
   * @param rejects takes every refused record; stays open
   * @throws ConfigException if the file is not there or not understood
   * @throws BadRecordException if {@code rejects} is strict and a record is bad
   */
  public static ClickTable read(JudgementSource source, Ids items, Rejects rejects)
      throws IOException {
    Builder builder = new Builder();
    try (ClickReader reader = new ClickReader(source, items, rejects)) {
      for (Click click = reader.next(); click != null; click = reader.next()) {
        builder.add(click);
      }
    }
    return builder.build();
  }

  /** The different pairs of query and item, by number, in the order of first sight. */
  public List<Pair> pairs() {
    return pairs;
  }

  /** One for each pair and position that occurred, by pair and then by position. */
  public List<Cell> cells() {
    return cells;
  }

  /** The last position that occurred; 0 where nothing did. */
  public int positions() {
    return positions;
  }

  /** Sums clicks up. Not thread-safe. */
  public static final class Builder {
    private final Map<Pair, Integer> numbers = new LinkedHashMap<>();
    private final Map<Long, long[]> sums = new HashMap<>();

    /** Adds what was seen. */
    public Builder add(Click click) {
      Pair pair = new Pair(QueryText.folded(click.query()), click.item());
      int number = numbers.computeIfAbsent(pair, absent -> numbers.size());
      long[] sum =
          sums.computeIfAbsent((long) number << 32 | click.position(), absent -> new long[2]);
      sum[0] = Math.addExact(sum[0], click.impressions());
      sum[1] = Math.addExact(sum[1], click.clicks());
      return this;
    }

    /** What was added so far. */
    public ClickTable build() {
      List<Cell> cells = new ArrayList<>();
      sums.forEach(
          (key, sum) -> cells.add(new Cell((int) (key >> 32), key.intValue(), sum[0], sum[1])));
      cells.sort(Comparator.comparingInt(Cell::pair).thenComparingInt(Cell::position));
      return new ClickTable(List.copyOf(numbers.keySet()), cells);
    }
  }
}
