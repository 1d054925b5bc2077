package org.llmrec.lab.report.internal.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ScaleTest {
  @Test
  void placesAreProportional() {
    Scale up = new Scale(0, 0.2, 100, 0, false);

    assertEquals(50, up.at(0.1), 1e-9);
    assertEquals(100, up.at(0), 1e-9);
  }

  @Test
  void whatLiesBeyondStaysAtTheEnd() {
    Scale x = new Scale(0, 1, 10, 20, false);

    assertEquals(10, x.at(-5));
    assertEquals(20, x.at(7));
  }

  @Test
  void equalRatiosAreEquallyFar() {
    Scale x = new Scale(1, 100, 0, 10, true);

    assertEquals(5, x.at(10), 1e-9);
    assertEquals(0, x.at(0));
  }

  @Test
  void oneValueStandsInTheMiddle() {
    assertEquals(5, new Scale(3, 3, 0, 10, true).at(3));
  }
}
