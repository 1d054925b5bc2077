package org.llmrec.llm.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RetryBudgetTest {
  @Test
  void theFloorIsThereFromTheStart() {
    RetryBudget budget = new RetryBudget(2, 0);
    assertTrue(budget.take());
    assertTrue(budget.take());
    assertFalse(budget.take());
  }

  @Test
  void everyFifthCallAddsOne() {
    RetryBudget budget = new RetryBudget(0, 0.2);
    for (int call = 1; call <= 4; call++) {
      budget.callBegun();
      assertFalse(budget.take(), "after call " + call);
    }
    budget.callBegun();
    assertTrue(budget.take());
    assertFalse(budget.take());
    assertEquals("1 retries for 5 calls, allowed are 0 and 0.2 for each call", budget.toString());
  }
}
