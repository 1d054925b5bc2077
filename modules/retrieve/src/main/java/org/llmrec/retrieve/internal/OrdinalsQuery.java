package org.llmrec.retrieve.internal;

import java.util.Arrays;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorerSupplier;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;

/** Matches the documents of a set, given for every segment by the segment's own numbers. */
public final class OrdinalsQuery extends Query {
  private final FixedBitSet[] ordinals;
  private final int[] cardinalities;

  /** Over this set of an index of one segment; it must not change afterwards. */
  public OrdinalsQuery(FixedBitSet ordinals, int cardinality) {
    this(new FixedBitSet[] {ordinals}, new int[] {cardinality});
  }

  /**
   * Over a set for each segment; they must not change afterwards.
   *
   * @param ordinals null for all of a segment
   * @param cardinalities how many
   */
  public OrdinalsQuery(FixedBitSet[] ordinals, int[] cardinalities) {
    this.ordinals = ordinals;
    this.cardinalities = cardinalities;
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
    return new ConstantScoreWeight(this, boost) {
      @Override
      public ScorerSupplier scorerSupplier(LeafReaderContext context) {
        int all = context.reader().maxDoc();
        FixedBitSet set = ordinals[context.ord];
        DocIdSetIterator iterator =
            set == null
                ? DocIdSetIterator.all(all)
                : new BitSetIterator(set, cardinalities[context.ord]);
        return ConstantScoreScorerSupplier.fromIterator(iterator, score(), mode, all);
      }

      @Override
      public boolean isCacheable(LeafReaderContext context) {
        return false;
      }
    };
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String field) {
    return "ordinals(" + Arrays.stream(cardinalities).sum() + ")";
  }

  @Override
  public boolean equals(Object other) {
    return sameClassAs(other) && ordinals == ((OrdinalsQuery) other).ordinals;
  }

  @Override
  public int hashCode() {
    return 31 * classHash() + System.identityHashCode(ordinals);
  }
}
