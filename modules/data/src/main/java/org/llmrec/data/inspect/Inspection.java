package org.llmrec.data.inspect;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.llmrec.data.record.Encoding;
import org.llmrec.data.record.FileFacts;
import org.llmrec.data.record.Kind;

/**
 * What a file is and how it would be read. Immutable.
 *
 * @param file the file, or a folder of documents
 * @param facts how it is written
 * @param kind what its records are about
 * @param columns from a field, such as {@code title}, to the column that carries it
 * @param others the columns without a field, which become attributes of an item and are not read of
 *     an interaction; at most a thousand
 * @param looked how many records were looked at, from the beginning
 * @param accepted how many of them would be read
 * @param refused the others, by reason
 * @param sample the first few that would be read: items or interactions
 * @param values the numbers in the column of values, if the records are interactions that have one
 * @param problem why nothing can be read as it is, if so
 */
public record Inspection(
    Path file,
    FileFacts facts,
    Kind kind,
    Map<String, String> columns,
    List<String> others,
    long looked,
    long accepted,
    List<Refused> refused,
    List<?> sample,
    Optional<ValueRange> values,
    Optional<String> problem) {
  /** Copies the collections; the columns keep their order. */
  public Inspection {
    others = List.copyOf(others);
    refused = List.copyOf(refused);
    sample = List.copyOf(sample);
  }

  /**
   * Records that would be refused for one reason.
   *
   * @param reason as {@code rejects.jsonl} calls it
   * @param count how many
   * @param line where the first of them begins
   * @param field its column that is wrong, or empty
   * @param detail what was found
   * @param excerpt its beginning
   */
  public record Refused(
      String reason, long count, long line, String field, String detail, String excerpt) {}

  /** The encoding to declare, where it is not what such a file usually has. */
  public Optional<Encoding> unusualEncoding() {
    return facts.encoding() == facts.format().encoding()
        ? Optional.empty()
        : Optional.of(facts.encoding());
  }
}
