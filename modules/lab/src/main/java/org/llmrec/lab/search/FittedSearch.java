package org.llmrec.lab.search;

import org.llmrec.data.protocol.Asker;
import org.llmrec.train.method.FittedMethod;

/**
 * A search that is ready.
 *
 * @param name the method's
 * @param scorer does the work
 * @param resource let go of in the end
 */
record FittedSearch(String name, QueryScorer scorer, Runnable resource) implements FittedMethod {
  @Override
  public void score(Asker asker, float[] scores) {
    switch (asker) {
      case Asker.QueryText query -> scorer.score(query.text(), scores);
      case Asker.Reader reader ->
          throw new UnsupportedOperationException(
              name
                  + " answers queries and knows nothing of readers; compare it under the protocol"
                  + " 'search'");
    }
  }

  @Override
  public void close() {
    resource.run();
  }
}
