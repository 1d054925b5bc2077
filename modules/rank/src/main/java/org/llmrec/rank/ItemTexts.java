package org.llmrec.rank;

import java.util.List;
import org.llmrec.core.vector.VectorFile;

/**
 * The text vectors of every item of a catalogue: what an {@link ItemTower} takes. Implementations
 * are thread-safe.
 */
public interface ItemTexts {

  /** How many items the catalogue has. */
  int size();

  /** The key of an item. */
  String id(int ordinal);

  /**
   * The vectors of an item's fields in the order of the tower.
   *
   * @return {@code [fields, fieldDims]}; a row that is null is missing. Not to be changed
   */
  float[][] fields(int ordinal);

  /**
   * From one vector file for each field; an item that a file lacks is missing there. The files must
   * stay open for as long as this is used.
   *
   * @param ids the keys of the catalogue's items in its order
   * @param fields one file for each field of the tower, in its order
   */
  static ItemTexts of(List<String> ids, List<VectorFile> fields) {
    List<String> items = List.copyOf(ids);
    List<VectorFile> files = List.copyOf(fields);
    return new ItemTexts() {
      @Override
      public int size() {
        return items.size();
      }

      @Override
      public String id(int ordinal) {
        return items.get(ordinal);
      }

      @Override
      public float[][] fields(int ordinal) {
        String id = items.get(ordinal);
        float[][] vectors = new float[files.size()][];
        for (int f = 0; f < vectors.length; f++) {
          int row = files.get(f).row(id);
          vectors[f] = row < 0 ? null : files.get(f).row(row);
        }
        return vectors;
      }
    };
  }
}
