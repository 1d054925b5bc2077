package org.llmrec.train.tower;

import java.util.Map;
import org.llmrec.train.method.MethodContractTest;

/** {@code towers} under the contract of methods. */
class TowersContractTest extends MethodContractTest {
  @Override
  protected String name() {
    return "towers";
  }

  @Override
  protected Map<String, Object> settings() {
    return Map.of("dims", 8, "hidden", 16, "batch", 16, "epochs", 5);
  }

  @Override
  protected double orderTolerance() {
    return Double.POSITIVE_INFINITY;
  }

  /** The engine sums in as many parts as it has threads. */
  @Override
  protected double threadTolerance() {
    return 1e-2;
  }
}
