package org.llmrec.pipeline.internal.encode;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.json.Json;
import org.llmrec.core.text.HashRows;
import org.llmrec.core.vector.VectorFile;

/**
 * The vectors that an earlier run left, by the hashes of their texts. Whether vectors and hashes
 * are what that run wrote is checked before this is opened; here they are checked against each
 * other, and against what the new ones are to be. For one thread.
 */
public final class EarlierVectors implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(EarlierVectors.class.getName());

  private final VectorFile vectors;
  private final HashRows rows;
  private final BitSet cut;

  private EarlierVectors(VectorFile vectors, TextMarks marks) {
    this.vectors = vectors;
    this.rows = HashRows.of(marks.hashes());
    this.cut = marks.cut();
  }

  /**
   * Opens both files of a folder.
   *
   * @param dims the width D of the new vectors
   * @param meta what the new file will say of itself: vectors whose file says something else are of
   *     no use
   * @return empty if anything is missing, damaged or of another kind
   */
  public static Optional<EarlierVectors> open(Path folder, int dims, Map<String, Object> meta) {
    try {
      TextMarks marks = TextMarks.read(folder.resolve(IncrementalEncoding.TEXTS));
      VectorFile vectors = VectorFile.open(folder.resolve(IncrementalEncoding.VECTORS));
      JsonNode expected = Json.mapper().valueToTree(meta);
      if (vectors.dims() == dims
          && vectors.size() == marks.hashes().size()
          && vectors.meta().equals(expected)) {
        return Optional.of(new EarlierVectors(vectors, marks));
      }
      vectors.close();
      LOG.log(System.Logger.Level.DEBUG, "{0}: vectors of another kind", folder);
    } catch (CorruptFileException | IOException e) {
      LOG.log(System.Logger.Level.WARNING, "no vector is taken over: {0}", e.getMessage());
    }
    return Optional.empty();
  }

  /** A row whose text has that hash, or -1. */
  int find(long high, long low) {
    return rows.find(high, low);
  }

  /** Copies a row into {@code target}, {@code [D]}. */
  void read(int row, float[] target) {
    vectors.read(row, target, 0);
  }

  /** Whether the row's text was longer than the model reads. */
  boolean cut(int row) {
    return cut.get(row);
  }

  @Override
  public void close() {
    vectors.close();
  }
}
