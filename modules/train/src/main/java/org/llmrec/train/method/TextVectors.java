package org.llmrec.train.method;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.core.error.TrainingCode;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.data.protocol.TrainingData;

/**
 * Text vectors of the items, one file per field, keyed by item id. The files stay the caller's.
 *
 * @param arm the name of the texts, such as {@code original}
 * @param fields per field the vectors, in the order of concatenation; an item that a file lacks is
 *     missing there. All of one width
 * @param graph the hash of the interactions that the texts were written from, where they were
 *     written from any
 */
public record TextVectors(String arm, Map<String, VectorFile> fields, Optional<String> graph) {
  /**
   * Copies the map.
   *
   * @throws ConfigException if there is no field, or the widths differ
   */
  public TextVectors {
    Objects.requireNonNull(arm, "arm");
    Objects.requireNonNull(graph, "graph");
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    if (fields.values().stream().mapToInt(VectorFile::dims).distinct().count() != 1) {
      throw new ConfigException(
          TrainingCode.TEXTS_MISSING,
          "expected text vectors of one width for '"
              + arm
              + "', found the fields "
              + fields.keySet());
    }
  }

  /** The width of one field's vectors. */
  public int fieldDims() {
    return fields.values().iterator().next().dims();
  }

  /**
   * This, if its texts saw nothing but what the data may be learnt from.
   *
   * @throws ConfigException if they were written from other interactions, which may hold the
   *     answers
   */
  public TextVectors checkedFor(TrainingData data) {
    requireAdmitted(arm, graph, data);
    return this;
  }

  /**
   * Refuses texts that saw more than the data may be learnt from.
   *
   * @param arm their name
   * @param graph the hash of the interactions that they were written from, where there were any
   * @throws ConfigException if these are others than the data's
   */
  public static void requireAdmitted(String arm, Optional<String> graph, TrainingData data) {
    if (graph.isPresent() && !data.admits(graph.get())) {
      throw new ConfigException(
          DataCode.DATA_LEAK,
          "the texts '"
              + arm
              + "' were written from interactions with hash "
              + graph.get()
              + ", but this split trains on "
              + data.hash()
              + "; such texts may hold what the test asks for. Write them anew from this split's"
              + " training data");
    }
  }
}
