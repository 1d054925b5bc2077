package org.llmrec.retrieve;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.llmrec.core.Deadline;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;

/** Catalogues of nothing but titles. */
final class Titles {
  private Titles() {}

  static CatalogueIndex index(Path folder, Language language, List<String> titles) {
    CatalogueIndexer.build(
        folder,
        IntStream.range(0, titles.size())
            .mapToObj(
                i ->
                    new IndexedItem(
                        i,
                        new Item("i" + i, titles.get(i), "", List.of(), Map.of()),
                        Map.of(),
                        0,
                        null,
                        null)),
        new IndexOptions(language, VectorEncoding.FLOAT),
        Progress.silent());
    return CatalogueIndex.open(folder);
  }

  static Hits search(CatalogueIndex index, String text) {
    return search(index, text, WordScoring.STANDARD);
  }

  static Hits search(CatalogueIndex index, String text, WordScoring scoring) {
    return index
        .search(Filter.none(), new int[0], Deadline.none())
        .words(text, index.size(), scoring);
  }

  /** Which are found, ascending. */
  static List<Integer> found(CatalogueIndex index, String text) {
    return Arrays.stream(search(index, text).ordinals()).sorted().boxed().toList();
  }
}
