package org.llmrec.rank.foreign;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * What somebody declares of a ranker of their own. A higher score is better. Immutable.
 *
 * @param name what it is called in answers
 * @param uses the requests that it puts in order, one or more
 * @param inputs of the graph, each once
 * @param output of the graph, float32 {@code [K]} or {@code [K, C]}
 * @param outputColumn which of the C is the score, 0 for the first; has to be said where there are
 *     several
 * @param missing the finite number that stands for a missing value, by column or vector; without an
 *     entry NaN does
 */
public record ForeignSchema(
    String name,
    List<Use> uses,
    List<RankerInput> inputs,
    String output,
    OptionalInt outputColumn,
    Map<String, Float> missing) {
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}";

  /**
   * Copies the collections and checks that they fit together.
   *
   * @throws IllegalArgumentException if not, with what was expected and found
   */
  public ForeignSchema {
    require(
        name != null && name.matches(NAME),
        "name: expected up to 64 letters, digits, blanks, dots, dashes and underscores, found "
            + name);
    uses = uses.stream().distinct().sorted().toList();
    require(!uses.isEmpty(), "for: expected recommend, search or both, found neither");
    inputs = List.copyOf(inputs);
    require(!inputs.isEmpty(), "inputs: expected one or more, found none");
    Set<String> names = new HashSet<>();
    Set<String> sources = new HashSet<>();
    for (RankerInput input : inputs) {
      require(names.add(input.input()), "inputs: expected each once, found two " + input.input());
      sources.addAll(input.sources());
    }
    Objects.requireNonNull(output, "output");
    require(
        outputColumn.orElse(0) >= 0,
        "output: expected a column from 0 on, found column " + outputColumn.orElse(0));
    missing = Collections.unmodifiableMap(new TreeMap<>(missing));
    missing.forEach(
        (source, value) -> {
          require(
              sources.contains(source),
              "missing: expected columns and vectors of the inputs, found " + source);
          require(
              Float.isFinite(value),
              "missing: expected a finite number or NaN for " + source + ", found " + value);
        });
  }

  /** What stands for a missing value of a column or vector. */
  public float missing(String source) {
    return missing.getOrDefault(source, Float.NaN);
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
