package org.llmrec.core.vector;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;

/**
 * All ids of a vector file in memory.
 *
 * @param ids in row order
 * @param rows where each is
 */
record IdIndex(List<String> ids, Map<String, Integer> rows) {

  /** Reads every id; throws {@link CorruptFileException} if one is there twice. */
  static IdIndex build(Path file, int size, IntFunction<String> idOf) {
    List<String> ids = new ArrayList<>(size);
    Map<String, Integer> rows = HashMap.newHashMap(size);
    for (int row = 0; row < size; row++) {
      String id = idOf.apply(row);
      ids.add(id);
      Integer first = rows.putIfAbsent(id, row);
      if (first != null) {
        throw new CorruptFileException(
            FileCode.FILE_DAMAGED,
            file,
            "each id once",
            "\"" + id + "\" in rows " + first + " and " + row,
            "restore the file or build it again");
      }
    }
    return new IdIndex(Collections.unmodifiableList(ids), rows);
  }

  /** Holds the index once somebody needed it. */
  static final class Lazy {
    private volatile IdIndex index;

    /** The index, or null when nobody needed it yet. */
    IdIndex get() {
      return index;
    }

    synchronized IdIndex get(Supplier<IdIndex> builder) {
      IdIndex known = index;
      if (known == null) {
        known = builder.get();
        index = known;
      }
      return known;
    }
  }
}
