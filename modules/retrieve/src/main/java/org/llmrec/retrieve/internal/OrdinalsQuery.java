package org.llmrec.retrieve.internal;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorerSupplier;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;

/** Matches the documents of a set, in an index of one segment where ordinal = document. */
public final class OrdinalsQuery extends Query {
  private final FixedBitSet ordinals;
  private final int cardinality;

  /** Over this set, which must not change afterwards. */
  public OrdinalsQuery(FixedBitSet ordinals, int cardinality) {
    this.ordinals = ordinals;
    this.cardinality = cardinality;
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
    return new ConstantScoreWeight(this, boost) {
      @Override
      public ScorerSupplier scorerSupplier(LeafReaderContext context) {
        return ConstantScoreScorerSupplier.fromIterator(
            new BitSetIterator(ordinals, cardinality), score(), mode, context.reader().maxDoc());
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
    return "ordinals(" + cardinality + ")";
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
