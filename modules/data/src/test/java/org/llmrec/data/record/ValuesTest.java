package org.llmrec.data.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrec.core.json.Json;

class ValuesTest {
  private static JsonNode json(String text) throws Exception {
    return Json.mapper().readTree(text);
  }

  @Test
  void idsAreTextOrIntegers() throws Exception {
    assertEquals("12", Values.id("id", json("12")));
    assertEquals("123456789012345678901234", Values.id("id", json("123456789012345678901234")));
    assertEquals("a, \"b\"", Values.id("id", json("\" a, \\\"b\\\" \"")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.5", "true", "[1]", "\" \"", "\"a\\nb\"", "\"\\ud800\"", "\"a\\u0000\""})
  void otherIdsAreRefused(String id) {
    assertThrows(BadFieldException.class, () -> Values.id("id", json(id)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"NaN\"",
        "\"Infinity\"",
        "\"1d\"",
        "\"0x1p3\"",
        "\"4,5\"",
        "\"\"",
        "1e400",
        "[4]",
        "\"1e999\""
      })
  void whatIsNoFiniteNumberIsRefused(String number) {
    assertThrows(BadFieldException.class, () -> Values.number("value", json(number)));
  }

  @Test
  void numbersAreReadFromTextToo() throws Exception {
    assertEquals(4.5, Values.number("value", json("\" 4.5 \"")));
    assertEquals(-300, Values.number("value", json("-3e2")));
  }

  @ParameterizedTest
  @CsvSource({
    "1260759144, 1260759144",
    "1260759144000, 1260759144",
    "'\"1260759144999\"', 1260759144",
    "1.260759144E9, 1260759144",
    "'\"1260759144.0\"', 1260759144",
    "-5, -5",
    "'\"2009-12-14\"', 1260748800",
    "'\"2009-12-14T02:52:24Z\"', 1260759144",
    "'\"2009-12-14T03:52:24+01:00\"', 1260759144",
    "'\"2009-12-14 02:52:24\"', 1260759144",
  })
  void timesComeInSeveralForms(String written, long seconds) throws Exception {
    assertEquals(seconds, Values.time("t", json(written)).seconds());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"yesterday\"",
        "1260759144000000",
        "\"1e-999\"",
        "\"14.12.2009\"",
        "true",
        "{}",
        "1e300"
      })
  void whatIsNoTimeIsRefused(String written) {
    assertThrows(BadFieldException.class, () -> Values.time("t", json(written)));
  }

  @Test
  void listsAreCutAtTheirMarks() throws Exception {
    assertEquals(List.of("A", "B, C"), Values.list("c", json("\"A| B, C |A||\"")));
    assertEquals(List.of("A", "B"), Values.list("c", json("\"A;B\"")));
    assertEquals(List.of("A", "B"), Values.list("c", json("\"A, B\"")));
    assertEquals(List.of("A, B", "C"), Values.list("c", json("[\"A, B\", null, [\"C\"]]")));
    assertEquals(List.of(), Values.list("c", json("\"(no genres listed)\"")));
    assertThrows(BadFieldException.class, () -> Values.list("c", json("{\"a\":1}")));
  }

  @Test
  void halfSurrogatesDoNotReachATextFile() throws Exception {
    assertEquals("a\uFFFDb😀", Values.text(json("\"a\\ud800b😀\"")));
  }
}
