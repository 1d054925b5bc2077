package org.llmrec.llm.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The instant of RFC 9110's own examples is 784111777 seconds after the epoch. */
class RetryAfterTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.ofEpochSecond(784_111_777 - 30));

  private static Optional<Duration> read(String message, String... headers) {
    Map<String, List<String>> map = new TreeMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      map.put(headers[i], List.of(headers[i + 1]));
    }
    return RetryAfter.read(HttpHeaders.of(map, (name, value) -> true), message, CLOCK);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
      })
  void datesInTheFormsOfTheStandard(String date) {
    assertEquals(Optional.of(Duration.ofSeconds(30)), read("", "Retry-After", date));
  }

  @Test
  void datesInTheFormWithTwoDigitsAreOfThisCentury() {
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-25T10:00:00Z"));
    HttpHeaders headers =
        HttpHeaders.of(
            Map.of("Retry-After", List.of("Wednesday, 25-Nov-26 10:00:08 GMT")), (n, v) -> true);
    assertEquals(Optional.of(Duration.ofSeconds(8)), RetryAfter.read(headers, "", clock));
  }

  @Test
  void datesAreMeasuredByTheServersClock() {
    assertEquals(
        Optional.of(Duration.ofSeconds(5)),
        read(
            "",
            "Retry-After",
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Date",
            "Sun, 06 Nov 1994 08:49:32 GMT"));
  }

  @Test
  void aDateInThePastIsNow() {
    assertEquals(
        Optional.of(Duration.ZERO), read("", "Retry-After", "Sun, 06 Nov 1994 08:00:00 GMT"));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "120, 120000", "' 1.5 ', 1500", "999999999999999, 31536000000"})
  void seconds(String value, long millis) {
    assertEquals(Optional.of(Duration.ofMillis(millis)), read("", "Retry-After", value));
  }

  @Test
  void theFinestWins() {
    assertEquals(
        Optional.of(Duration.ofMillis(20)),
        read("try again in 3s", "Retry-After", "1", "retry-after-ms", "20"));
    assertEquals(Optional.of(Duration.ofSeconds(1)), read("try again in 3s", "Retry-After", "1"));
  }

  @ParameterizedTest
  @CsvSource({"-1", "soon", "1e3", "''", "0x10", "Sun, 32 Nov 1994 08:49:37 GMT"})
  void nonsenseIsNone(String value) {
    assertEquals(Optional.empty(), read("", "Retry-After", value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Limit 3 / min. Please try again in 20s. Visit us.|20000",
        "Please try again in 456ms.|456",
        "try again in 6m0s|360000",
        "Try again in 1h2m3.5s.|3723500",
        "Please retry after 34 seconds.|34000",
        "please retry after 2 minutes 5 seconds|125000",
      })
  void sentences(String message, long millis) {
    assertEquals(Optional.of(Duration.ofMillis(millis)), read(message));
  }

  @ParameterizedTest
  @CsvSource({"try again later", "try again in a while", "in 5s", "try again in 5 steps"})
  void sentencesWithoutATime(String message) {
    assertEquals(Optional.empty(), read(message));
  }
}
