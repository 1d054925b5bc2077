package org.llmrec.rerank.ground;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YesNoAndNumberTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Yes",
        "yes.",
        "Yes.",
        "**Yes**",
        "\"Yes\"",
        "Yes, there is no doubt.",
        "Answer: Yes",
        "The answer is yes.",
        "{\"answer\": \"Yes\"}",
        "```\nYes\n```",
        "<think>No? No.</think>Yes.",
        "They like crime, with no exception.\n\nYes",
        "Yes\nYes"
      })
  void yesIsFound(String answer) {
    assertEquals(Optional.of(true), YesNo.parse(answer), answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"No.", "no, because they like it not, yes", "NO", "*No*", "The answer: no"})
  void noIsFound(String answer) {
    assertEquals(Optional.of(false), YesNo.parse(answer), answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Yes or no",
        "Yes/No",
        "Yes and no.",
        "No. Yes\nYes",
        "Maybe",
        "There is no telling.",
        "Yesterday",
        "Nothing",
        "<think>Yes"
      })
  void whatIsNeitherOrBothIsNeither(String answer) {
    assertEquals(Optional.empty(), YesNo.parse(answer), answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4|4",
        "4.|4",
        "4.5|4.5",
        "4,5|4.5",
        "Rating: 4/5|4",
        "Rating: 4 / 5|4",
        "4 out of 5|4",
        "4 stars out of 5|4",
        "I'd give it 3.5 out of 5, as it is from 1999.|3.5",
        "**4**/5|4",
        "**Rating:** 4|4",
        "{\"rating\": 4, \"year\": 1999}|4",
        "On a scale from 1 to 5, I rate it 4.|4",
        "On a scale of 1-5: 2|2",
        "4 stars, like 1 of 3 others|4",
        "The rating would be 2|2",
        "<think>Rating: 1</think>5|5",
        "４|4"
      })
  void theNumberThatIsMeantIsFound(String answer, double expected) {
    assertEquals(OptionalDouble.of(expected), NumberAnswer.parse(answer, 1, 5), answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "none",
        "6",
        "0",
        "-3",
        "45",
        "8/10",
        "4/10",
        "3-4",
        "3 to 4",
        "It is between 3 and 4.",
        "Rating: 3 or rating: 4",
        "99999999999999999999999999999999",
        "1,000",
        "From 1 to 5."
      })
  void whatIsOutOfRangeOrLeftOpenIsNoNumber(String answer) {
    assertEquals(OptionalDouble.empty(), NumberAnswer.parse(answer, 1, 5), answer);
  }
}
