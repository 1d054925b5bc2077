package org.llmrec.rerank.ground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.llmrec.llm.text.RawAnswer;

/**
 * Time grows with the length of an answer and no faster, whatever is in it. A million characters
 * are read in short answers and in one long one, by the thread's own clock, several times each; the
 * exponent is that of the least times, so that a busy machine does little harm.
 */
@Tag("full")
class LinearCostTest {
  private static final int SHORT = 1 << 10;
  private static final int LONG = 1 << 20;
  private static final int REPEATS = 5;
  private static final double MOST = 1.1;

  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

  private static final List<String> LABELS =
      IntStream.rangeClosed(1, 20).mapToObj(Integer::toString).toList();

  private static final List<String> PIECES =
      List.of(
          "a",
          " ",
          "\n",
          "1",
          "1 ",
          "[1] > ",
          "[",
          "]",
          "{",
          "{\"a\":",
          "[[1], ",
          "\"",
          "\" ",
          "\",",
          "'",
          "' ",
          "['a",
          "[\"a\", ",
          "[\"a\" , \"",
          "[a,",
          "[ ",
          "\\",
          "\\u",
          "**",
          "* ",
          "- a\n",
          "- **a** - b\n",
          "1. a\n",
          "1. ",
          "a, ",
          "a; ",
          "“a” ",
          "<think>",
          "</think>",
          "<think></thinking>",
          "<think>a</think>",
          "[THINK]",
          "```",
          "```\n",
          "```json\n1\n",
          "~~~\n",
          "Answer: A\n",
          "Answer: ",
          "the ",
          "passage ",
          "yes\n",
          "no or ",
          "yes or ",
          "4 out of ",
          "4/",
          "1,000,",
          "4 stars ",
          "\u0301",
          "e\u0301",
          "(1999) ",
          "(",
          "a: b c d ",
          " - a b c",
          "\u200B",
          "漢",
          "\uD83D\uDE00",
          "\uD800",
          "[1]\n",
          "{\"title\":\"a\"}\n",
          "[{\"title\":\"a\"},");

  private static Map<String, ToIntFunction<String>> readers() {
    Map<String, ToIntFunction<String>> readers = new LinkedHashMap<>();
    readers.put("plain", text -> RawAnswer.plain(text).length());
    readers.put("unwrapped", text -> RawAnswer.unwrapped(text).length());
    readers.put("unfenced", text -> RawAnswer.unfenced(text).length());
    readers.put("objects", text -> RawAnswer.objects(text).size());
    readers.put("one label", text -> OneLabel.parse(text, List.of("A", "B")).orElse(-1));
    readers.put("order", text -> LabelList.parse(text, LABELS).size());
    readers.put("yes or no", text -> YesNo.parse(text).isPresent() ? 1 : 0);
    readers.put("number", text -> (int) NumberAnswer.parse(text, 1, 5).orElse(0));
    readers.put("titles", text -> WrittenList.entries(text).size());
    return readers;
  }

  @Test
  void timeGrowsNoFasterThanTheAnswer() {
    StringBuilder tooFast = new StringBuilder();
    readers()
        .forEach(
            (name, reader) -> {
              for (String piece : PIECES) {
                double exponent = exponent(reader, piece);
                if (exponent > MOST) {
                  tooFast.append(name).append(" of ").append(piece.replace('\n', '~')).append(": ");
                  tooFast.append(exponent).append('\n');
                }
              }
            });
    assertEquals("", tooFast.toString());
  }

  @Test
  void theFitFindsASquare() {
    double exponent =
        exponent(
            text -> {
              int pairs = 0;
              for (int i = 0; i < text.length() / 64; i++) {
                for (int j = 0; j < i; j++) {
                  pairs += text.charAt(i) == text.charAt(j) ? 1 : 0;
                }
              }
              return pairs;
            },
            "ab");
    assertTrue(exponent > 1.5, () -> "found " + exponent);
  }

  private static double exponent(ToIntFunction<String> reader, String piece) {
    double few = Double.POSITIVE_INFINITY;
    double one = Double.POSITIVE_INFINITY;
    for (int r = 0; r < REPEATS; r++) {
      few = Math.min(few, nanos(reader, piece, SHORT));
      one = Math.min(one, nanos(reader, piece, LONG));
      if (exponent(few, one) <= MOST) {
        break;
      }
    }
    return exponent(few, one);
  }

  private static double exponent(double few, double one) {
    return 1 + Math.log(one / few) / Math.log(LONG / (double) SHORT);
  }

  /** Of a million characters in texts of that length. */
  private static double nanos(ToIntFunction<String> reader, String piece, int length) {
    String text = piece.repeat(length / piece.length());
    long begin = CLOCK.getCurrentThreadCpuTime();
    long sink = 0;
    for (int n = LONG / length; n > 0; n--) {
      sink += reader.applyAsInt(text);
    }
    return Math.max(1, CLOCK.getCurrentThreadCpuTime() - begin + (sink == Long.MIN_VALUE ? 1 : 0));
  }
}
