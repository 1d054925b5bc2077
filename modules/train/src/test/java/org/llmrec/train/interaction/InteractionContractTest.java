package org.llmrec.train.interaction;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.llmrec.train.method.MethodContractTest;

/** Every method of this package under the contract of all methods. */
class InteractionContractTest {
  private static final Map<String, Object> SMALL =
      Map.of(
          "dims",
          4,
          "hidden",
          8,
          "batch",
          64,
          "negatives",
          16,
          "pairs",
          4,
          "epochs-without-validation",
          3);

  private static Map<String, Object> small(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(SMALL);
    settings.putAll(more);
    return settings;
  }

  @Nested
  class DcnV2Test extends MethodContractTest {
    @Override
    protected String name() {
      return DcnV2.NAME;
    }

    @Override
    protected Map<String, Object> settings() {
      return small(Map.of("text-dims", 4));
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
  class KarTest extends MethodContractTest {
    @Override
    protected String name() {
      return Kar.NAME;
    }

    @Override
    protected Map<String, Object> settings() {
      return small(Map.of("expert-hidden", 8, "expert-dims", 4, "rank", 2, "structure", "stacked"));
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
