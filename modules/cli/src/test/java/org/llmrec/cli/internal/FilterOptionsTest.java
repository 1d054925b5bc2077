package org.llmrec.cli.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmrec.core.error.ConfigException;
import org.llmrec.retrieve.Filter;
import org.llmrec.retrieve.Range;
import picocli.CommandLine;

/** From options to a filter. */
class FilterOptionsTest {
  private static Filter filter(String... arguments) {
    FilterOptions options = new FilterOptions();
    CommandLine.populateCommand(options, arguments);
    return options.filter();
  }

  @Test
  void valuesOfOneAttributeAreAlternativesAndAttributesAddUp() {
    assertEquals(Filter.none(), filter());
    assertEquals(
        Filter.anyCategory("War")
            .withAttribute("language", "en", "fr, ca")
            .withAttribute("in stock", "a=b")
            .withRange("price", new Range(-1.5, 20))
            .withRange("pages", Range.atMost(300))
            .withRange("year", Range.atLeast(1990)),
        filter(
            "--category",
            "War",
            "--where",
            "language=en",
            "--where",
            "language=fr, ca",
            "--where",
            "in stock=a=b",
            "--range",
            "price=-1.5..2e1",
            "--range",
            "pages=..300",
            "--range",
            "year=1990.."));
    assertEquals(
        Filter.none().withRange("a", new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)),
        filter("--range", "a=.."));
  }

  @ParameterizedTest
  @CsvSource({
    "--where, language, NAME=VALUE",
    "--where, =en, NAME=VALUE",
    "--where, language= , NAME=VALUE",
    "--range, price, NAME=FROM..TO",
    "--range, price=5, price=5..20",
    "--range, price=20..5, the lower first",
    "--range, price=NaN..5, numbers",
    "--range, price=1..2..3, numbers",
    "--range, price=1d..2, numbers",
  })
  void whatIsNotOfTheFormIsSaid(String option, String value, String expected) {
    ConfigException e = assertThrows(ConfigException.class, () -> filter(option, value));
    assertTrue(e.getMessage().startsWith(option + ": expected"), e.getMessage());
    assertTrue(e.getMessage().contains(expected), e.getMessage());
    assertTrue(e.getMessage().contains("'" + value), e.getMessage());
  }

  @Test
  void twoRangesOfOneAttributeAreAnError() {
    assertThrows(
        ConfigException.class, () -> filter("--range", "price=1..2", "--range", "price=3..4"));
  }
}
