package org.llmrec.retrieve;

import java.util.Arrays;
import org.apache.lucene.util.FixedBitSet;

/**
 * One index of several that are searched as one catalogue.
 *
 * @param index with at least one item
 * @param start the ordinal of its first item in the whole
 * @param gone its items that are there no longer, by its own ordinals; null for none. Must not
 *     change afterwards
 */
record CataloguePart(CatalogueIndex index, int start, FixedBitSet gone) {

  /** The ordinal after the last. */
  int end() {
    return start + index.size();
  }

  /** How many of its items are there. */
  int size() {
    return index.size() - (gone == null ? 0 : gone.cardinality());
  }

  /** Whether the item of one of its own ordinals is there. */
  boolean has(int own) {
    return gone == null || !gone.get(own);
  }

  /** Its place of an id in the whole, or -1. */
  int ordinal(String id) {
    int own = index.ordinal(id);
    return own >= 0 && has(own) ? start + own : -1;
  }

  /** Its items that a search may find, by its own ordinals. */
  Eligible eligible(Filter filter, int[] excluded) {
    int[] own =
        Arrays.stream(excluded).filter(o -> o >= start && o < end()).map(o -> o - start).toArray();
    Eligible passing = index.reading(leaf -> Eligible.of(leaf, index.size(), filter, own));
    return gone == null ? passing : passing.without(gone, index.size());
  }
}
