package org.llmrec.retrieve;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.util.FixedBitSet;
import org.llmrec.retrieve.internal.AttributeFields;
import org.llmrec.retrieve.internal.IndexFields;
import org.llmrec.retrieve.internal.TermDocuments;

/**
 * The ordinals that a search may find.
 *
 * @param bits one a document; null when all may
 * @param count how many
 */
record Eligible(FixedBitSet bits, int count) {
  static Eligible of(LeafReader leaf, int items, Filter filter, int[] excluded) throws IOException {
    if (filter.isNone() && excluded.length == 0) {
      return new Eligible(null, items);
    }
    FixedBitSet bits = new FixedBitSet(items);
    bits.set(0, items);
    if (!filter.categories().isEmpty()) {
      Stream<String> keys = filter.categories().stream().map(IndexFields::categoryKey);
      bits.and(having(leaf, items, IndexFields.CATEGORY, keys));
    }
    for (Map.Entry<String, Set<String>> attribute : filter.attributes().entrySet()) {
      Stream<String> keys =
          attribute.getValue().stream().map(v -> AttributeFields.key(attribute.getKey(), v));
      bits.and(having(leaf, items, AttributeFields.VALUE, keys));
    }
    for (Map.Entry<String, Range> each : filter.ranges().entrySet()) {
      FixedBitSet inside = new FixedBitSet(items);
      Range range = each.getValue();
      AttributeFields.inRange(leaf, each.getKey(), range.from(), range.to(), inside::set);
      bits.and(inside);
    }
    if (filter.allow().isPresent()) {
      bits.and(having(leaf, items, IndexFields.ID, filter.allow().get().stream()));
    }
    TermDocuments.forEach(leaf, IndexFields.ID, filter.deny().stream(), bits::clear);
    for (int ordinal : excluded) {
      bits.clear(ordinal);
    }
    return new Eligible(bits, bits.cardinality());
  }

  private static FixedBitSet having(LeafReader leaf, int items, String field, Stream<String> terms)
      throws IOException {
    FixedBitSet bits = new FixedBitSet(items);
    TermDocuments.forEach(leaf, field, terms, bits::set);
    return bits;
  }

  /** The same without some of the items, of which there are {@code items} in all. */
  Eligible without(FixedBitSet gone, int items) {
    FixedBitSet left = new FixedBitSet(items);
    if (bits == null) {
      left.set(0, items);
    } else {
      left.or(bits);
    }
    left.andNot(gone);
    return new Eligible(left, left.cardinality());
  }

  /** Those of them that are among others. */
  Eligible and(Eligible others) {
    if (bits == null || others.bits == null) {
      return bits == null ? others : this;
    }
    FixedBitSet both = bits.clone();
    both.and(others.bits);
    return new Eligible(both, both.cardinality());
  }

  boolean contains(int ordinal) {
    return bits == null || bits.get(ordinal);
  }
}
