package org.llmrec.retrieve.internal;

import java.util.Map;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;

/**
 * Merges neighbours only, so that documents keep their order; seldom while documents come, and all
 * of them at once in the end. That last merge takes place even where there is one segment: it is
 * the one that builds the graphs of vectors (see {@link VectorCodec}).
 */
public final class InOrderMerges extends LogDocMergePolicy {
  /** Every merge before the last one costs a copy of everything; every open segment, files. */
  private static final int AT_ONCE = 50;

  /** Without compound files, which would be written only to be read once. */
  public InOrderMerges() {
    setMergeFactor(AT_ONCE);
    setNoCFSRatio(0);
  }

  @Override
  public MergeSpecification findForcedMerges(
      SegmentInfos infos,
      int most,
      Map<SegmentCommitInfo, Boolean> original,
      MergeContext context) {
    boolean merged = infos.size() == 1 && !Boolean.TRUE.equals(original.get(infos.asList().get(0)));
    if (infos.size() == 0 || merged) {
      return null;
    }
    MergeSpecification all = new MergeSpecification();
    all.add(new OneMerge(infos.asList()));
    return all;
  }
}
