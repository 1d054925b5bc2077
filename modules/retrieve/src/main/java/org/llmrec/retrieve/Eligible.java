package org.llmrec.retrieve;

import java.io.IOException;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.FixedBitSet;
import org.llmrec.retrieve.internal.IndexFields;

/**
 * The ordinals that a search may find.
 *
 * @param bits one a document; null when all may
 * @param count how many
 */
record Eligible(FixedBitSet bits, int count) {
  static final Eligible NOTHING = new Eligible(null, 0);

  static Eligible of(LeafReader leaf, int items, Filter filter, int[] excluded) throws IOException {
    if (filter.isNone() && excluded.length == 0) {
      return new Eligible(null, items);
    }
    FixedBitSet bits = new FixedBitSet(items);
    if (filter.categories().isEmpty()) {
      bits.set(0, items);
    } else {
      for (String category : filter.categories()) {
        Term key = new Term(IndexFields.CATEGORY, IndexFields.categoryKey(category));
        PostingsEnum having = leaf.postings(key, PostingsEnum.NONE);
        if (having != null) {
          bits.or(having);
        }
      }
    }
    if (filter.allow().isPresent()) {
      FixedBitSet allowed = new FixedBitSet(items);
      for (String id : filter.allow().get()) {
        int ordinal = CatalogueIndex.ordinal(leaf, id);
        if (ordinal >= 0) {
          allowed.set(ordinal);
        }
      }
      bits.and(allowed);
    }
    for (String id : filter.deny()) {
      int ordinal = CatalogueIndex.ordinal(leaf, id);
      if (ordinal >= 0) {
        bits.clear(ordinal);
      }
    }
    for (int ordinal : excluded) {
      bits.clear(ordinal);
    }
    return new Eligible(bits, bits.cardinality());
  }

  boolean contains(int ordinal) {
    return bits == null || bits.get(ordinal);
  }
}
