package org.llmrec.llm.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a server asks to wait: {@code retry-after-ms}, else {@code Retry-After} in seconds or as
 * a date in any of the three forms of RFC 9110, section 5.6.7, else what its message says, such as
 * "try again in 1m2.5s". A date is measured from the server's own {@code Date}, so that it does not
 * matter how its clock differs from ours.
 */
final class RetryAfter {
  /** Longer waits are not believed, and nobody would wait for them. */
  private static final Duration MOST = Duration.ofDays(365);

  private static final List<DateTimeFormatter> DATES =
      List.of(
          DateTimeFormatter.RFC_1123_DATE_TIME,
          new DateTimeFormatterBuilder()
              .appendPattern("EEEE, dd-MMM-")
              .appendValueReduced(ChronoField.YEAR, 2, 2, 2000)
              .appendPattern(" HH:mm:ss 'GMT'")
              .toFormatter(Locale.ENGLISH)
              .withZone(ZoneOffset.UTC),
          DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.ENGLISH)
              .withZone(ZoneOffset.UTC));

  private static final String AMOUNT =
      "(\\d{1,9}(?:\\.\\d{1,9})?)\\s?(ms|milliseconds?|h|hours?|m|minutes?|mins?|s|secs?|seconds?)";
  private static final Pattern PART = Pattern.compile(AMOUNT + "(?![a-z])");
  private static final Pattern SENTENCE =
      Pattern.compile("(?:try again|retry) (?:in|after) ((?:" + AMOUNT + "\\s?)+)(?![a-z])");

  private RetryAfter() {}

  static Optional<Duration> read(HttpHeaders headers, String message, InstantSource clock) {
    return headers
        .firstValue("retry-after-ms")
        .flatMap(text -> number(text, 1e-3))
        .or(
            () ->
                headers
                    .firstValue("retry-after")
                    .flatMap(text -> number(text, 1).or(() -> date(text, headers, clock))))
        .or(() -> sentence(message))
        .map(wait -> wait.compareTo(MOST) > 0 ? MOST : wait);
  }

  private static Optional<Duration> number(String text, double unit) {
    // RFC 9110 has whole seconds only; some servers send fractions.
    return text.strip().matches("\\d{1,15}(\\.\\d{1,9})?")
        ? Optional.of(seconds(Double.parseDouble(text.strip()) * unit))
        : Optional.empty();
  }

  private static Optional<Duration> date(String text, HttpHeaders headers, InstantSource clock) {
    Instant now = headers.firstValue("date").flatMap(RetryAfter::instant).orElseGet(clock::instant);
    return instant(text)
        .map(then -> then.isBefore(now) ? Duration.ZERO : Duration.between(now, then));
  }

  private static Optional<Instant> instant(String text) {
    for (DateTimeFormatter format : DATES) {
      try {
        return Optional.of(Instant.from(format.parse(text.strip())));
      } catch (DateTimeException e) {
        // The next form, then.
      }
    }
    return Optional.empty();
  }

  private static Optional<Duration> sentence(String message) {
    Matcher sentence = SENTENCE.matcher(message.toLowerCase(Locale.ROOT));
    if (!sentence.find()) {
      return Optional.empty();
    }
    Matcher part = PART.matcher(sentence.group(1));
    double sum = 0;
    while (part.find()) {
      sum += Double.parseDouble(part.group(1)) * unit(part.group(2));
    }
    return Optional.of(seconds(sum));
  }

  private static double unit(String name) {
    if (name.startsWith("ms") || name.startsWith("milli")) {
      return 1e-3;
    }
    return switch (name.charAt(0)) {
      case 'h' -> 3600;
      case 'm' -> 60;
      default -> 1;
    };
  }

  private static Duration seconds(double value) {
    return value > MOST.toSeconds() ? MOST : Duration.ofMillis(Math.round(value * 1000));
  }
}
