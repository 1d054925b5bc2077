package org.llmrec.retrieve;

import java.io.IOException;
import org.apache.lucene.index.BaseCompositeReader;
import org.apache.lucene.index.LeafReader;

/**
 * Several indexes read as one, so that words are weighed by the statistics of all of them. Owns
 * none: an index that is closed ends this too, and there is nothing to close here.
 */
final class JoinedReader extends BaseCompositeReader<LeafReader> {
  JoinedReader(LeafReader[] leaves) throws IOException {
    super(leaves, null);
  }

  @Override
  protected void doClose() {}

  @Override
  public CacheHelper getReaderCacheHelper() {
    return null;
  }
}
