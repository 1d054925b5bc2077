package org.llmrec.rerank.ground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneLabelTest {
  private static final List<String> PAIR = List.of("A", "B");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "B",
        "b",
        " B\n",
        "\uFEFFB",
        "B.",
        "(B)",
        "[B]",
        "**B**.",
        "**Passage B**",
        "Passage B",
        "passage b",
        "Passage: B",
        "Answer: B",
        "Answer: [B]",
        "**Answer:** B",
        "Answer:\nB",
        "The answer is B.",
        "The answer is passage B, since A good film is more than that.",
        "Output: Passage B",
        "\"B\"",
        "'B'",
        "“B”",
        "`B`",
        "\\boxed{B}",
        "```\nB\n```",
        "```json\n{\"answer\": \"B\"}\n```",
        "{\"answer\": \"B\", \"reason\": \"A is duller than B\"}",
        "<think>A is about war. B isn't. A? B?</think>B",
        "<think>Passage A</think>\n\nPassage B",
        "so A is worse </think> B",
        "Passage B\n\nPassage A is about war, Passage B about peace.",
        "Passage A is about war and Passage B about peace.\n\n**B**",
        "Passage A is about war and Passage B about peace.\n\nAnswer: B",
        "I would choose B over A.",
        "I think B",
        "A more relevant film is B",
        "B because it is a comedy",
        "Ｂ"
      })
  void theLabelThatIsNamedIsFound(String answer) {
    assertEquals(OptionalInt.of(1), OneLabel.parse(answer, PAIR), answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "Neither",
        "Both",
        "Neither A nor B.",
        "A or B",
        "A, B",
        "[A] [B]",
        "A\nB",
        "Answer: A or B",
        "Answer: A\nAnswer: B",
        "I'm sorry, but I can't choose.",
        "I cannot say that passage A is better.",
        "A good film.",
        "A Beautiful Mind",
        "C",
        "AB",
        "B-movie",
        "R&B",
        "<think>B is better, so B",
        "<think>Passage A or Passage B?</think>"
      })
  void whatLeavesItOpenIsNoLabel(String answer) {
    assertEquals(OptionalInt.empty(), OneLabel.parse(answer, PAIR), answer);
  }

  @Test
  void numbersAreFoundOnlyAsWholeWords() {
    List<String> labels = IntStream.rangeClosed(1, 12).mapToObj(Integer::toString).toList();
    assertEquals(OptionalInt.of(2), OneLabel.parse("Movie 3, of 1999", labels));
    assertEquals(OptionalInt.of(11), OneLabel.parse("12", labels));
    assertEquals(OptionalInt.of(0), OneLabel.parse("[1] with 4.5 stars", labels));
    assertEquals(OptionalInt.of(2), OneLabel.parse("#3", labels));
    assertEquals(OptionalInt.empty(), OneLabel.parse("1999", labels));
    assertEquals(OptionalInt.empty(), OneLabel.parse("4.5", labels));
    assertEquals(OptionalInt.empty(), OneLabel.parse("13", labels));
    assertEquals(OptionalInt.empty(), OneLabel.parse("1st", labels));
  }

  @Test
  void theEnglishPronounIsNoLabel() {
    List<String> labels = List.of("H", "I", "J");
    assertEquals(OptionalInt.of(2), OneLabel.parse("I think J", labels));
    assertEquals(OptionalInt.of(1), OneLabel.parse("I", labels));
    assertEquals(OptionalInt.of(1), OneLabel.parse("I is the best", labels));
    assertEquals(OptionalInt.empty(), OneLabel.parse("I'd say none of them", labels));
  }

  @Test
  void labelsMayBeMadeOfSeveralWords() {
    List<String> labels = List.of("k7-x", "k7-y");
    assertEquals(OptionalInt.of(1), OneLabel.parse("The answer is K7-Y.", labels));
    assertEquals(OptionalInt.empty(), OneLabel.parse("k7", labels));
  }

  @Test
  void labelsThatCannotBeToldApartAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> OneLabel.parse("A", List.of("A", "A")));
    assertThrows(IllegalArgumentException.class, () -> OneLabel.parse("A", List.of("A", "*")));
  }
}
