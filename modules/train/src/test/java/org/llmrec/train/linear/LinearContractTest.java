package org.llmrec.train.linear;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.llmrec.train.method.MethodContractTest;

/** Every method of this package under the contract. */
class LinearContractTest {
  @Nested
  class RandomOrderTest extends MethodContractTest {
    @Override
    protected String name() {
      return "random";
    }

    @Override
    protected double orderTolerance() {
      return 0;
    }
  }

  @Nested
  class PopularityTest extends MethodContractTest {
    @Override
    protected String name() {
      return "popularity";
    }
  }

  @Nested
  class RecentPopularityTest extends MethodContractTest {
    @Override
    protected String name() {
      return "recent-popularity";
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("half-life", 100);
    }
  }
}
