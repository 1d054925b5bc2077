package org.llmrec.data.interaction;

import java.nio.file.Path;
import java.util.Map;
import org.llmrec.data.record.Encoding;
import org.llmrec.data.record.Format;
import org.llmrec.data.record.Kind;

/**
 * Where interactions come from and what they mean.
 *
 * @param path a file, packed or not, or the folder of a data set
 * @param format how it is written
 * @param encoding how its bytes are text
 * @param columns from a field ({@code user, item, value, timestamp, event}) to the column that
 *     carries it, for those that are not recognised by their name
 * @param feedback what the values mean
 * @param repeats what is left of repeated events
 */
public record InteractionSource(
    Path path,
    Format format,
    Encoding encoding,
    Map<String, String> columns,
    Feedback feedback,
    Repeats repeats) {
  /** In the encoding that such files usually have. */
  public InteractionSource(
      Path path, Format format, Map<String, String> columns, Feedback feedback, Repeats repeats) {
    this(path, format, Encoding.AUTO, columns, feedback, repeats);
  }

  /** Copies the map. */
  public InteractionSource {
    columns = Map.copyOf(columns);
  }

  /** Ratings, positive from {@code atLeast} on; the latest of repeated ones stays. */
  public static InteractionSource ratings(Path path, double atLeast) {
    return new InteractionSource(
        path, Format.AUTO, Map.of(), new Feedback.Threshold(atLeast), Repeats.LATEST);
  }

  /** The file to read. */
  public Path file() {
    return format.file(path, Kind.INTERACTIONS);
  }
}
