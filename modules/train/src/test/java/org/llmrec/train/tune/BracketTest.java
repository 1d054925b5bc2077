package org.llmrec.train.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.llmrec.core.error.ConfigException;

class BracketTest {

  @Test
  void twentySevenTrialsByThrees() {
    Bracket bracket = new Bracket(27, 1, 3, 27);
    assertEquals(
        List.of(
            new Bracket.Rung(27, 1),
            new Bracket.Rung(9, 3),
            new Bracket.Rung(3, 9),
            new Bracket.Rung(1, 27)),
        bracket.rungs());
    // 27 * 1 + 9 * 2 + 3 * 6 + 1 * 18, where starting over at each rung would cost 4 * 27.
    assertEquals(81, bracket.totalEpochs());
  }

  @Test
  void aBracketEndsWithItsEpochsOrItsTrials() {
    assertEquals(
        List.of(new Bracket.Rung(10, 2), new Bracket.Rung(3, 6)),
        new Bracket(10, 2, 3, 17).rungs());
    assertEquals(
        List.of(new Bracket.Rung(5, 1), new Bracket.Rung(2, 2), new Bracket.Rung(1, 4)),
        new Bracket(5, 1, 2, 1000).rungs());
    assertEquals(List.of(new Bracket.Rung(7, 30)), Bracket.random(7, 30).rungs());
    assertThrows(ConfigException.class, () -> new Bracket(0, 1, 3, 1));
    assertThrows(ConfigException.class, () -> new Bracket(1, 1, 1, 1));
    assertThrows(ConfigException.class, () -> new Bracket(1, 2, 2, 1));
  }

  /** Table 1 of Li et al. 2018: R = 81, eta = 3. */
  @Test
  void theBracketsOfHyperbandAreThoseOfThePaper() {
    assertEquals(
        List.of(
            List.of(rung(81, 1), rung(27, 3), rung(9, 9), rung(3, 27), rung(1, 81)),
            List.of(rung(34, 3), rung(11, 9), rung(3, 27), rung(1, 81)),
            List.of(rung(15, 9), rung(5, 27), rung(1, 81)),
            List.of(rung(8, 27), rung(2, 81)),
            List.of(rung(5, 81))),
        Bracket.hyperband(81, 3).stream().map(Bracket::rungs).toList());
    assertEquals(List.of(new Bracket(1, 1, 3, 1)), Bracket.hyperband(1, 3));
  }

  private static Bracket.Rung rung(int trials, int epochs) {
    return new Bracket.Rung(trials, epochs);
  }
}
