package org.llmrec.recommender;

import java.util.OptionalDouble;

/**
 * What an imported ranker was told of an item.
 *
 * @param column as {@code llmrec ranker columns} lists it
 * @param value empty where it is missing; the ranker was told what its schema has for that
 */
public record ColumnValue(String column, OptionalDouble value) {}
