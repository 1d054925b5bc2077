package org.llmrec.pipeline.internal;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.llmrec.core.vector.FieldMean;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.pipeline.build.StageContext;

/** The open vector files of all fields. */
final class FieldVectors implements AutoCloseable {
  private final SequencedMap<String, VectorFile> files = new LinkedHashMap<>();

  private FieldVectors() {}

  static FieldVectors open(List<String> fields, StageContext context) throws IOException {
    FieldVectors vectors = new FieldVectors();
    try {
      for (String field : fields) {
        vectors.files.put(field, VectorFile.open(context.input(EncodeStage.vectors(field).name())));
      }
      return vectors;
    } catch (IOException | RuntimeException e) {
      vectors.close();
      throw e;
    }
  }

  SequencedMap<String, VectorFile> files() {
    return files;
  }

  /** The field that has every item, in catalogue order: a row is an item's ordinal. */
  VectorFile descriptions() {
    return files.get(Fields.DESCRIPTION);
  }

  /** The normalised mean of what the item has. */
  float[] mean(String item) {
    return FieldMean.of(files.values(), item);
  }

  @Override
  public void close() {
    files.values().forEach(VectorFile::close);
  }
}
