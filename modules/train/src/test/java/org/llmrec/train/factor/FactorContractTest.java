package org.llmrec.train.factor;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.llmrec.train.method.MethodContractTest;

/** Every method of this package under the contract. */
class FactorContractTest {
  @Nested
  class IalsTest extends MethodContractTest {
    @Override
    protected String name() {
      return "ials";
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("dims", 8);
    }
  }

  @Nested
  class BprTest extends MethodContractTest {
    @Override
    protected String name() {
      return "bpr";
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("dims", 8, "epochs", 20);
    }

    @Override
    protected double orderTolerance() {
      return Double.POSITIVE_INFINITY;
    }
  }

  @Nested
  class GraphFilterTest extends MethodContractTest {
    @Override
    protected String name() {
      return "graph-filter";
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("dims", 8);
    }

    /** The decomposition is drawn by item number, and nearly exact. */
    @Override
    protected double orderTolerance() {
      return 1e-3;
    }
  }
}
