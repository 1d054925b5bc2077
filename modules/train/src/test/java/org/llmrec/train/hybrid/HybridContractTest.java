package org.llmrec.train.hybrid;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.llmrec.train.method.MethodContractTest;

/** The hybrid under the contract of all methods, with texts and without. */
class HybridContractTest {
  @Nested
  class WithTextsTest extends MethodContractTest {
    @Override
    protected String name() {
      return Hybrid.NAME;
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("epochs", 2, "dims", 8, "networks", 2, "products", 4);
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
  class WithTreesTest extends MethodContractTest {
    @Override
    protected String name() {
      return Hybrid.NAME;
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of(
          "trees",
          true,
          "missing",
          true,
          "tree-rounds",
          5,
          "epochs",
          2,
          "dims",
          8,
          "networks",
          2,
          "text",
          false);
    }

    @Override
    protected double orderTolerance() {
      return Double.POSITIVE_INFINITY;
    }

    @Override
    protected double threadTolerance() {
      return 1e-2;
    }
  }

  @Nested
  class AWeightedSumTest extends MethodContractTest {
    @Override
    protected String name() {
      return Hybrid.NAME;
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of(
          "text",
          false,
          "times",
          false,
          "ease-items",
          0,
          "shortened",
          false,
          "hidden",
          0,
          "epochs",
          2,
          "dims",
          8);
    }

    @Override
    protected double orderTolerance() {
      return Double.POSITIVE_INFINITY;
    }

    @Override
    protected double threadTolerance() {
      return 1e-2;
    }
  }
}
