package org.llmrec.rank.foreign;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Objects;

/** An input of a ranker's graph, and what it is fed with. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = RankerInput.Columns.class, name = "columns"),
  @JsonSubTypes.Type(value = RankerInput.Vector.class, name = "vector")
})
public sealed interface RankerInput {
  /** What the graph calls it. */
  String input();

  /** How many numbers a row has. */
  int numbers();

  /** What it is fed with, by the names of a schema. */
  List<String> sources();

  /**
   * Columns side by side, float32 {@code [K, columns]}.
   *
   * @param input what the graph calls it
   * @param columns in the graph's order, one or more
   */
  record Columns(String input, List<String> columns) implements RankerInput {
    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Columns {
      Objects.requireNonNull(input, "input");
      columns = List.copyOf(columns);
      if (columns.isEmpty()) {
        throw new IllegalArgumentException(
            "input " + input + ": expected one column or more, found none");
      }
    }

    @Override
    public int numbers() {
      return columns.size();
    }

    @Override
    public List<String> sources() {
      return columns;
    }
  }

  /**
   * One vector, float32 {@code [K, width]}; where the graph says so, {@code [1, width]} for a
   * vector that a request has once.
   *
   * @param input what the graph calls it
   * @param vector which
   * @param width how many numbers it has, 1 or more
   */
  record Vector(String input, RankerVector vector, int width) implements RankerInput {
    /**
     * Checks the width.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public Vector {
      Objects.requireNonNull(input, "input");
      Objects.requireNonNull(vector, "vector");
      if (width < 1) {
        throw new IllegalArgumentException(
            "input " + input + ": expected a width from 1 on, found " + width);
      }
    }

    @Override
    public int numbers() {
      return width;
    }

    @Override
    public List<String> sources() {
      return List.of(vector.label());
    }
  }
}
