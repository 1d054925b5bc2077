package org.llmrec.lab.run;

import java.util.List;
import java.util.Map;
import org.llmrec.data.protocol.Asker;
import org.llmrec.lab.run.store.StoredRun;
import org.llmrec.train.method.CurvePoint;
import org.llmrec.train.method.FittedMethod;

/** What is remembered of a fit that was judged and closed, to refit by. It cannot score. */
record StoredFit(StoredRun run) implements FittedMethod {
  @Override
  public void score(Asker asker, float[] scores) {
    throw new UnsupportedOperationException("only the facts of this fit were kept");
  }

  @Override
  public Map<String, Double> facts() {
    return run.facts();
  }

  @Override
  public List<CurvePoint> curve() {
    return run.curve();
  }
}
