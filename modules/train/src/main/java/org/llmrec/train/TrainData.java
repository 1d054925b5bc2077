package org.llmrec.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.core.error.TrainingCode;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.data.split.Split;

/**
 * What the ranker learns from. The vector files stay the caller's: they must be open while training
 * runs and are not closed by it.
 *
 * @param items the keys of the whole catalogue in its order; an item's place becomes its ordinal.
 *     Items without interactions get vectors too
 * @param fields per field (the description, each prompt's answers) the text vectors by item; the
 *     map's order is that of the concatenation. An item that a file lacks is missing there
 * @param split the positives in three parts; rows of items that are not in the catalogue are left
 *     out and counted
 * @param encoderName the encoder of the vectors, for people
 * @param encoderSha256 what identifies it
 * @param dataHash hash of the catalogue, texts and interactions that all this came from
 */
public record TrainData(
    List<String> items,
    Map<String, VectorFile> fields,
    Split split,
    String encoderName,
    String encoderSha256,
    String dataHash) {

  /**
   * Copies the collections.
   *
   * @throws ConfigException if there are fewer than 2 items or no field, or the fields' vectors
   *     differ in width
   */
  public TrainData {
    Objects.requireNonNull(split, "split");
    Objects.requireNonNull(encoderName, "encoderName");
    Objects.requireNonNull(encoderSha256, "encoderSha256");
    Objects.requireNonNull(dataHash, "dataHash");
    items = List.copyOf(items);
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    if (items.size() < 2) {
      throw new ConfigException(
          DataCode.DATA_TOO_FEW,
          "training ranks items against each other and needs at least 2, found "
              + items.size()
              + "; import a catalogue first");
    }
    if (fields.isEmpty()) {
      throw new ConfigException(
          TrainingCode.TEXTS_MISSING,
          "training needs the vectors of a text field, found none; encode");
    }
    int width = fields.values().iterator().next().dims();
    fields.forEach(
        (name, file) -> {
          if (file.dims() != width) {
            throw new ConfigException(
                TrainingCode.TEXTS_MISSING,
                "expected vectors of one width, found "
                    + width
                    + " and, for the field "
                    + name
                    + ", "
                    + file.dims()
                    + "; encode all fields with one encoder");
          }
        });
  }

  /** The width of one text vector. */
  public int fieldDims() {
    return fields.values().iterator().next().dims();
  }
}
