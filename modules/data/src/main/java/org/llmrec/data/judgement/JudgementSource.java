package org.llmrec.data.judgement;

import java.nio.file.Path;
import java.util.Map;
import org.llmrec.data.record.Format;

/**
 * Where judgements or clicks come from.
 *
 * @param file a table with a header, or JSON Lines
 * @param format how it is written
 * @param columns from a field to the column that carries it, for those that are not recognised by
 *     their name. Fields of judgements are {@code query, item, grade, user, timestamp}; of clicks
 *     {@code query, item, position, impressions, clicks, user, timestamp}
 */
public record JudgementSource(Path file, Format format, Map<String, String> columns) {
  /** Copies the map. */
  public JudgementSource {
    columns = Map.copyOf(columns);
  }

  /** A file whose format and columns are recognised. */
  public static JudgementSource of(Path file) {
    return new JudgementSource(file, Format.AUTO, Map.of());
  }
}
