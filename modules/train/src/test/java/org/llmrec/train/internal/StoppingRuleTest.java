package org.llmrec.train.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.llmrec.train.Epoch;

class StoppingRuleTest {

  @Test
  void patienceCountsFromTheFirstOfTheBest() {
    StoppingRule rule = new StoppingRule(true, 100, 2);
    assertTrue(rule.goesOn(List.of()));
    assertTrue(rule.goesOn(judged(0.1, 0.3, 0.2)));
    assertFalse(rule.goesOn(judged(0.1, 0.3, 0.2, 0.3)));
    assertEquals(2, rule.best(judged(0.1, 0.3, 0.2, 0.3)));
    assertFalse(new StoppingRule(true, 3, 9).goesOn(judged(0.1, 0.2, 0.3)));
  }

  @Test
  void withoutFiguresTheLastIsKept() {
    StoppingRule rule = new StoppingRule(false, 3, 1);
    List<Epoch> two = List.of(unjudged(1), unjudged(2));
    assertTrue(rule.goesOn(two));
    assertEquals(2, rule.best(two));
    assertFalse(rule.goesOn(List.of(unjudged(1), unjudged(2), unjudged(3))));
  }

  @Test
  void epochsAfterTheEndAreOutOfReach() {
    StoppingRule rule = new StoppingRule(true, 5, 2);
    assertTrue(rule.reaches(List.of()));
    assertTrue(rule.reaches(judged(0.1, 0.3, 0.2)));
    assertTrue(rule.reaches(judged(0.1, 0.3, 0.2, 0.1)), "it ends with these");
    assertFalse(rule.reaches(judged(0.1, 0.3, 0.2, 0.1, 0.4)), "patience had run out");
    assertTrue(rule.reaches(judged(0.1, 0.2, 0.3, 0.4, 0.5)));
    assertFalse(rule.reaches(judged(0.1, 0.2, 0.3, 0.4, 0.5, 0.6)), "one too many");
    StoppingRule plain = new StoppingRule(false, 2, 1);
    assertTrue(plain.reaches(List.of(unjudged(1), unjudged(2))));
    assertFalse(plain.reaches(List.of(unjudged(1), unjudged(2), unjudged(3))));
  }

  private static List<Epoch> judged(double... figures) {
    List<Epoch> epochs = new ArrayList<>();
    for (double figure : figures) {
      epochs.add(new Epoch(epochs.size() + 1, 1, Optional.of(figure), 1));
    }
    return epochs;
  }

  private static Epoch unjudged(int number) {
    return new Epoch(number, 1, Optional.empty(), 1);
  }
}
