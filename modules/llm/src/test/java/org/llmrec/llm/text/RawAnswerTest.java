package org.llmrec.llm.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RawAnswerTest {
  @Test
  void thoughtsAreLeftOut() {
    assertEquals("B", RawAnswer.plain("<think>A</think>\n\nB"));
    assertEquals("B", RawAnswer.plain("A? </think>B"));
    assertEquals("B", RawAnswer.plain("<think>A <think>C</think> A</think>B"));
    assertEquals("B", RawAnswer.plain("[THINK]A[/THINK]B"));
    assertEquals("", RawAnswer.plain("<Thinking>A, so B"));
    assertEquals("", RawAnswer.plain("[THINK]A, so B"));
    assertEquals("[1] < 2", RawAnswer.plain("\uFEFF [1] < 2\n"));
  }

  @Test
  void fencesAreTakenFromAroundWhatTheyHold() {
    assertEquals("[1]", RawAnswer.unfenced("```json\n[1]\n```"));
    assertEquals("Here:\n\n[1]\n\nBye", RawAnswer.unfenced("Here:\n```json\n[1]\n```\nBye"));
    assertEquals("[1]", RawAnswer.unfenced("~~~\n[1]"));
    assertEquals("[1]", RawAnswer.unfenced("```[1]```"));
    assertEquals("B", RawAnswer.unfenced("```\nB\n```"));
    assertEquals("`B`", RawAnswer.unfenced("`B`"));
  }
}
