package org.llmrec.lab.report.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void whatRoundsToZeroHasNoSign() {
    assertEquals("0.0000", Numbers.metric(-0.00004));
    assertEquals("0.0000", Numbers.metric(-0.0));
    assertEquals("0.0000", Numbers.difference(0.00004));
    assertEquals("0.0000", Numbers.difference(-0.00004));
  }

  @Test
  void differencesCarryTheirSign() {
    assertEquals("+0.0123", Numbers.difference(0.0123));
    assertEquals("−0.0123", Numbers.difference(-0.0123));
    assertEquals("[−0.0010, +0.0020]", Numbers.differenceInterval(-0.001, 0.002));
  }

  @Test
  void whatIsNotKnownIsADashAndItsIntervalNothing() {
    assertEquals("–", Numbers.metric(Double.NaN));
    assertEquals("–", Numbers.p(Double.NaN));
    assertEquals("–", Numbers.seconds(Double.NaN));
    assertEquals("", Numbers.interval(Double.NaN, 0.2));
    assertEquals("", Numbers.differenceInterval(0.1, Double.NaN));
  }

  @Test
  void smallProbabilitiesAreBounded() {
    assertEquals("< 0.001", Numbers.p(0.00099));
    assertEquals("0.001", Numbers.p(0.001));
    assertEquals("1.000", Numbers.p(1));
  }

  @Test
  void timesTakeTheUnitThatSuitsThem() {
    assertEquals("0 s", Numbers.seconds(0));
    assertEquals("3.2 ms", Numbers.seconds(0.0032));
    assertEquals("0.4 s", Numbers.seconds(0.42));
    assertEquals("42 s", Numbers.seconds(42.3));
    assertEquals("5 min", Numbers.seconds(301));
    assertEquals("2 h 5 min", Numbers.seconds(7500));
  }

  @Test
  void largeNumbersAreGroupedAndColumnsShareDecimals() {
    assertEquals("1,482,331", Numbers.count(1_482_331));
    assertEquals("−3", Numbers.count(-3));
    assertEquals(3, Numbers.decimals(DoubleStream.of(0.2, 1.9, Double.NaN)));
    assertEquals(2, Numbers.decimals(DoubleStream.of(0.2, 12)));
    assertEquals(0, Numbers.decimals(DoubleStream.of(-4000)));
    assertEquals(3, Numbers.decimals(DoubleStream.empty()));
  }
}
