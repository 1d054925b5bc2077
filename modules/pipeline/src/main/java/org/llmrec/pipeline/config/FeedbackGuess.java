package org.llmrec.pipeline.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.interaction.Feedback;
import org.llmrec.data.interaction.InteractionSource;
import org.llmrec.data.record.BadFieldException;
import org.llmrec.data.record.Rejects;
import org.llmrec.data.record.Row;
import org.llmrec.data.record.Rows;
import org.llmrec.data.record.Values;

/**
 * What the values of interactions probably mean. Only one case is clear enough to guess: a column
 * called a rating whose values are stars from 0.5 or 1 to 5. All else counts as weights.
 *
 * @param feedback the guess
 * @param because a sentence for the person who has to confirm it
 */
public record FeedbackGuess(Feedback feedback, String because) {
  private static final int LOOKED_AT = 20_000;
  private static final double MOST = 5;
  private static final double LIKED = 4;
  private static final List<String> RATINGS = List.of("rating", "ratings", "stars", "overall");
  private static final List<String> EVENTS = List.of("event", "eventtype", "event_type", "action");

  /**
   * Looks at the first values.
   *
   * @param source whose feedback is not asked
   * @throws ConfigException if there is no such file, or it cannot be read as declared
   */
  public static FeedbackGuess of(InteractionSource source) throws IOException {
    TreeSet<Double> values = new TreeSet<>();
    String mapped = source.columns().get("value");
    String column = null;
    String event = null;
    try (Rejects rejects = Rejects.counting();
        Rows rows = Rows.open(source.file(), source.format(), source.encoding(), rejects)) {
      Row row = rows.next();
      for (int i = 0; row != null && i < LOOKED_AT; i++, row = rows.next()) {
        if (i == 0) {
          column = mapped != null ? mapped : named(row, RATINGS);
          event = named(row, EVENTS);
        }
        if (column == null) {
          break;
        }
        add(values, row, column);
      }
    }
    if (column != null && stars(values)) {
      return new FeedbackGuess(
          new Feedback.Threshold(LIKED),
          String.format(
              Locale.ROOT,
              "Guessed: %s holds ratings from %s to %s, and from 4 on the user likes the item.",
              column,
              values.first(),
              values.last()));
    }
    String found =
        column == null
            ? "there is no column of ratings"
            : column + " holds other values than 1 to 5 stars";
    String hint =
        event == null
            ? ""
            : " Column " + event + " may hold event types: give each a weight instead.";
    return new FeedbackGuess(
        new Feedback.Weights(),
        "Not guessed, since " + found + ": every event above 0 counts as liking." + hint);
  }

  private static String named(Row row, List<String> names) {
    for (String name : row.names()) {
      if (names.contains(name.strip().toLowerCase(Locale.ROOT))) {
        return name;
      }
    }
    return null;
  }

  private static void add(TreeSet<Double> values, Row row, String column) {
    try {
      JsonNode value = row.field(column);
      if (value != null) {
        values.add(Values.number(column, value));
      }
    } catch (BadFieldException e) {
      // The import will refuse it and say why.
      values.add(Double.NaN);
    }
  }

  private static boolean stars(TreeSet<Double> values) {
    return !values.isEmpty()
        && values.last() >= LIKED
        && values.last() <= MOST
        && values.first() >= 0.5
        && values.size() > 1
        && values.stream().allMatch(value -> value * 2 == Math.rint(value * 2));
  }
}
