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

  @Nested
  class TwoTowerTest extends MethodContractTest {
    @Override
    protected String name() {
      return "two-tower";
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of(
          "dims", 8, "hidden", 16, "batch", 64, "negatives", 16, "epochs-without-validation", 3);
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

  @Nested
  class AlphaRecTest extends MethodContractTest {
    @Override
    protected String name() {
      return "alpha-rec";
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("dims", 8, "negatives", 16, "batch", 64, "epochs", 3);
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

  @Nested
  class RidgeIalsTest extends MethodContractTest {
    @Override
    protected String name() {
      return "ridge-ials";
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("dims", 8, "warm", "blend");
    }
  }
}
