package org.llmrec.rerank.ground;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelListTest {
  private static final List<String> NUMBERS =
      IntStream.rangeClosed(1, 20).mapToObj(Integer::toString).toList();
  private static final List<String> LETTERS = List.of("A", "B", "C", "I");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[2] > [1] > [3]",
        "[2]>[1]>[3]",
        "[2] > [1] > [3] > ",
        "2 > 1 > 3",
        "2, 1, 3",
        "2,1,3",
        "2 1 3",
        "2\n1\n3",
        "2.\n1.\n3.",
        "2) 1) 3)",
        "[2, 1, 3]",
        "[\"2\", \"1\", \"3\"]",
        "['2', '1', '3']",
        "[[2], [1], [3]]",
        "{\"order\": [2, 1, 3]}",
        "{\"order\": [2, 1, 3], \"note\": \"5 of 12 films are from 1999\"}",
        "```json\n{\"order\": [\"2\", \"1\", \"3\"]}\n```",
        "Here is the order of the 12 films:\n\n```\n[2] > [1] > [3]\n```\nI hope that helps, in 5 ways.",
        "1. [2]\n2. [1]\n3. [3]",
        "1. 2\n2. 1\n3. 3",
        "1. Movie 2\n2. Movie 1\n3. Movie 3",
        "1) **2**: Toy Story 2 (1999)\n2) **1**: Alien 3\n3) **3**: Heat",
        "2. Toy Story 2 (1999)\n1. 12 Monkeys\n3. Apollo 13",
        "[2] Toy Story 2 (1999)\n[1] 12 Monkeys\n[3] Apollo 13",
        "- 2: Toy Story\n- 1: Heat\n- 3: Seven",
        "The best is 2, then 1, and finally 3.",
        "Passage 2 > Passage 1 > Passage 3",
        "Of the 20 films, I found: 2, 1, 3",
        "Passage [1] is about war, [2] about peace, [3] about [1].\n\nRanking: [2] > [1] > [3]",
        "[1] > [2] > [3] was given; better is [2] > [1] > [3]",
        "<think>[3] > [2] > [1]</think>[2] > [1] > [3]",
        "[2] > [1] and, well, > [3]",
        "2] > [1] > [3",
        "[2] > 1 > [3]",
        "[2 > 1 > 3"
      })
  void theOrderThatIsGivenIsFound(String answer) {
    assertEquals(List.of(1, 0, 2), LabelList.parse(answer, NUMBERS), answer);
  }

  @Test
  void lettersAreFoundToo() {
    assertEquals(List.of(1, 0, 2, 3), LabelList.parse("B > A > C > I", LETTERS));
    assertEquals(List.of(1, 0, 2), LabelList.parse("1. B\n2. A\n3. C", LETTERS));
    assertEquals(
        List.of(1, 0, 2), LabelList.parse("I think that B, A and C are a good order.", LETTERS));
    assertEquals(
        List.of(1, 0, 2), LabelList.parse("A better order: [\"B\", \"A\", \"C\"]", LETTERS));
    assertEquals(
        List.of(1, 0), LabelList.parse("B - A good film\nA - A better one, I think", LETTERS));
  }

  @Test
  void repeatedLabelsAreThereAgain() {
    assertEquals(List.of(1, 0, 1, 1), LabelList.parse("[2] > [1] > [2] > [2]", NUMBERS));
    assertEquals(List.of(0, 0, 0), LabelList.parse("[1] [1] [1]", NUMBERS));
    assertEquals(List.of(1, 0, 1), LabelList.parse("[2] Heat\n[1] Seven\n[2] Heat", NUMBERS));
  }

  @Test
  void whatIsPartOfAnotherWordOrNumberIsNoLabel() {
    assertEquals(List.of(11), LabelList.parse("12", NUMBERS));
    assertEquals(List.of(), LabelList.parse("1999, 2001, 1,000, 4.5, 10%, 21, x1", NUMBERS));
    assertEquals(List.of(1), LabelList.parse("[2] > [99] > [999999999999999999999]", NUMBERS));
    assertEquals(List.of(), LabelList.parse("I'm sorry, I can't do that.", LETTERS));
    assertEquals(List.of(), LabelList.parse("", NUMBERS));
  }

  @Test
  void anAnswerThatIsCutKeepsWhatItSays() {
    assertEquals(List.of(1, 0), LabelList.parse("{\"order\": [\"2\", \"1\", \"", NUMBERS));
    assertEquals(List.of(1, 0), LabelList.parse("```json\n[2, 1,", NUMBERS));
    assertEquals(List.of(1, 0), LabelList.parse("[2] > [1] > [", NUMBERS));
    assertEquals(List.of(1, 0), LabelList.parse("1. [2]\n2. [1]\n3.", NUMBERS));
  }

  @Test
  void anOrderIsMadeWholeAndItsFlawsAreCounted() {
    Permutation whole = Permutation.complete(List.of(2, 0, 1), 3);
    assertEquals(new Permutation(List.of(2, 0, 1), 0, 0, 0), whole);
    assertEquals(
        new Permutation(List.of(2, 0, 1, 3), 2, 1, 2),
        Permutation.complete(List.of(2, 2, 7, -1, 0), 4));
    assertEquals(new Permutation(List.of(0, 1), 2, 0, 0), Permutation.complete(List.of(), 2));
    assertEquals(new Permutation(List.of(), 0, 0, 1), Permutation.complete(List.of(0), 0));
  }
}
