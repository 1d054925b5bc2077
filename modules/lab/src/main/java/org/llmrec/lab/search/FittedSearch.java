package org.llmrec.lab.search;

import java.util.List;
import java.util.Map;
import org.llmrec.data.protocol.Asker;
import org.llmrec.retrieve.signal.QueryScorer;
import org.llmrec.train.method.CurvePoint;
import org.llmrec.train.method.FittedMethod;

/**
 * A search that is ready.
 *
 * @param name the method's
 * @param scorer does the work
 * @param resource let go of in the end
 * @param facts of what was learnt
 * @param curve how it was learnt; empty where nothing was
 */
record FittedSearch(
    String name,
    QueryScorer scorer,
    Runnable resource,
    Map<String, Double> facts,
    List<CurvePoint> curve)
    implements FittedMethod {
  /** Without anything learnt. */
  FittedSearch(String name, QueryScorer scorer, Runnable resource) {
    this(name, scorer, resource, Map.of(), List.of());
  }

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
