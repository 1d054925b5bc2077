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

  @Nested
  class ItemKnnTest extends MethodContractTest {
    @Override
    protected String name() {
      return "item-knn";
    }
  }

  @Nested
  class ItemKnnWithFewNeighboursTest extends MethodContractTest {
    @Override
    protected String name() {
      return "item-knn";
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("k", 3, "normalise", "neighbours");
    }
  }

  @Nested
  class UserKnnTest extends MethodContractTest {
    @Override
    protected String name() {
      return "user-knn";
    }
  }

  @Nested
  class EaseTest extends MethodContractTest {
    @Override
    protected String name() {
      return "ease";
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("lambda", 5);
    }
  }

  @Nested
  class EaseWithFewWeightsTest extends MethodContractTest {
    @Override
    protected String name() {
      return "ease";
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("lambda", 5, "keep", 7);
    }
  }

  @Nested
  class EaseTextTest extends MethodContractTest {
    @Override
    protected String name() {
      return "ease-text";
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("lambda", 5, "weight", 2);
    }
  }

  @Nested
  class ContentKnnTest extends MethodContractTest {
    @Override
    protected String name() {
      return "content-knn";
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("match", "mean");
    }
  }

  @Nested
  class ContentKnnByBestMatchTest extends MethodContractTest {
    @Override
    protected String name() {
      return "content-knn";
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("neighbours", 2);
    }
  }
}
