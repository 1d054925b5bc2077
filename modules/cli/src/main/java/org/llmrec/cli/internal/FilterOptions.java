package org.llmrec.cli.internal;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.retrieve.Filter;
import org.llmrec.retrieve.Range;
import picocli.CommandLine.Option;

/** Which items may be in an answer. */
final class FilterOptions {
  private static final String BETWEEN = "..";

  @Option(
      names = "--category",
      description = "Only items of this category. May be repeated: any of them.")
  private List<String> categories = List.of();

  @Option(
      names = "--where",
      paramLabel = "NAME=VALUE",
      description =
          "Only items whose attribute has this value, in any letter case. May be repeated: any of"
              + " the values of one attribute, and all attributes.")
  private List<String> values = List.of();

  @Option(
      names = "--range",
      paramLabel = "NAME=FROM..TO",
      description =
          "Only items whose attribute is a number in this range, both ends included; either end may"
              + " be left out. May be repeated for other attributes.")
  private List<String> ranges = List.of();

  /**
   * What was asked for.
   *
   * @throws ConfigException if an option is not of its form
   */
  Filter filter() {
    Filter filter = Filter.none().withCategories(categories);
    Map<String, TreeSet<String>> anyOf = new TreeMap<>();
    for (String each : values) {
      String[] parts = parts("--where", "NAME=VALUE, such as language=en", each);
      anyOf.computeIfAbsent(parts[0], name -> new TreeSet<>()).add(parts[1]);
    }
    for (Map.Entry<String, TreeSet<String>> each : anyOf.entrySet()) {
      filter = filter.withAttribute(each.getKey(), each.getValue().toArray(String[]::new));
    }
    Map<String, Range> within = new LinkedHashMap<>();
    for (String each : ranges) {
      String[] parts = parts("--range", "NAME=FROM..TO, such as price=5..20", each);
      if (within.put(parts[0], range(each, parts[1])) != null) {
        throw new ConfigException(
            OptionCode.OPTION_CONFLICT,
            "--range: expected one range of " + parts[0] + ", found '" + each + "' as well");
      }
    }
    for (Map.Entry<String, Range> each : within.entrySet()) {
      filter = filter.withRange(each.getKey(), each.getValue());
    }
    return filter;
  }

  private static String[] parts(String option, String form, String given) {
    int equals = given.indexOf('=');
    if (equals < 1 || given.substring(equals + 1).isBlank()) {
      throw new ConfigException(
          OptionCode.OPTION_VALUE, option + ": expected " + form + ", found '" + given + "'");
    }
    return new String[] {given.substring(0, equals), given.substring(equals + 1)};
  }

  private static Range range(String given, String ends) {
    int between = ends.indexOf(BETWEEN);
    try {
      if (between >= 0) {
        return new Range(
            end(ends.substring(0, between), Double.NEGATIVE_INFINITY),
            end(ends.substring(between + BETWEEN.length()), Double.POSITIVE_INFINITY));
      }
    } catch (IllegalArgumentException e) {
      // No number, or the ends the wrong way round: said below.
    }
    throw new ConfigException(
        OptionCode.OPTION_VALUE,
        "--range: expected NAME=FROM..TO with numbers, the lower first, such as price=5..20,"
            + " price=..20 or price=5.., found '"
            + given
            + "'");
  }

  private static double end(String text, double open) {
    return text.isBlank() ? open : new BigDecimal(text.strip()).doubleValue();
  }
}
