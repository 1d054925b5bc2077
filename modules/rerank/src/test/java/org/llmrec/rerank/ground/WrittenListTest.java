package org.llmrec.rerank.ground;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenListTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[\"Heat\", \"Schindler's List\", \"Seven\"]",
        "['Heat', 'Schindler's List', 'Seven']",
        "['Heat', \"Schindler's List\", 'Seven']",
        "[\"Heat\",\"Schindler's List\",\"Seven\"]",
        "[“Heat”, “Schindler's List”, “Seven”]",
        "```python\n[\n  \"Heat\",\n  \"Schindler's List\",\n  \"Seven\",\n]\n```",
        "```json\n{\"titles\": [\"Heat\", \"Schindler\\u0027s List\", \"Seven\"]}\n```\nEnjoy!",
        "{\"recommendations\": [{\"title\": \"Heat\", \"genres\": [\"Crime\"]}, {\"rank\": 2,"
            + " \"title\": \"Schindler's List\", \"why\": \"war\"}, {\"title\": \"Seven\"}]}",
        "[{\"genres\": [\"Crime\"], \"title\": \"Heat\"}, {\"title\": \"Schindler's List\"},"
            + " {\"title\": \"Seven\"}]",
        "{\"1\": \"Heat\", \"2\": \"Schindler's List\", \"3\": \"Seven\"}",
        "{\"title\": \"Heat\"}\n{\"title\": \"Schindler's List\"}\n{\"title\": \"Seven\"}",
        "Based on [this history], I'd say: [\"Heat\", \"Schindler's List\", \"Seven\"]. Enjoy!",
        "[\"Heat\", \"Schindler's List\", \"Seven\", \"The Shawshank Redem",
        "[\"Heat\", \"Schindler's List\", \"Seven\", \"",
        "[\"Heat\", \"Schindler's List\", \"Seven\",",
        "[\"Heat, \"Schindler's List\", \"Seven\"]",
        "[\"Heat\", Schindler's List\", \"Seven\"]",
        "[Heat\", \"Schindler's List\", \"Seven]",
        "[\"Heat\" \"Schindler's List\", \"Seven\"]",
        "[\"1. Heat\", \"2. Schindler's List\", \"3. Seven\"]",
        "1. Heat\n2. Schindler's List\n3. Seven",
        "1) Heat\n2) Schindler's List\n3) Seven",
        "(1) Heat\n(2) Schindler's List\n(3) Seven",
        "1: Heat\n2: Schindler's List\n3: Seven",
        "1 - Heat\n2 - Schindler's List\n3 - Seven",
        "**1.** Heat\n**2.** Schindler's List\n**3.** Seven",
        "**1. Heat**\n**2. Schindler's List**\n**3. Seven**",
        "#1 Heat\n#2 Schindler's List\n#3 Seven",
        "Sure! Here are three films:\n\n1. **Heat** - a crime film\n   - Reason: crime\n"
            + "2. **Schindler's List**: about war\n   - Reason: war\n3. **Seven** – dark.\n\nEnjoy!",
        "1. \"Heat\" by Michael Mann\n2. \"Schindler's List\" - war\n3. 'Seven'",
        "1. Heat - because you like Alien (1979)\n2. Schindler's List – a film of war\n"
            + "3. Seven: a dark film of sins",
        "- Heat\n- Schindler's List\n- Seven",
        "* *Heat*\n* *Schindler's List*\n* *Seven*",
        "• Heat\n• Schindler’s List\n• Seven",
        "Heat\nSchindler's List\nSeven",
        "Here they are:\nHeat\nSchindler's List\nSeven\n\nEnjoy!",
        "Heat\n\nSchindler's List\n\nSeven",
        "\"Heat\", \"Schindler's List\" and \"Seven\".",
        "\"Heat\", \"Schindler's List\", \"Seven\"",
        "My recommendations: Heat; Schindler's List; Seven",
        "My picks: Heat, Schindler's List, and Seven",
        "1. Heat 2. Schindler's List 3. Seven",
        "1. [Heat](https://example.org/heat)\n2. [Schindler's List](x)\n3. [Seven](y)",
        "<think>[\"Alien\", \"Aliens\"]</think>\n[\"Heat\", \"Schindler's List\", \"Seven\"]",
        "[\"Heat\", \"Schindler's List\"]\n[\"Heat\", \"Schindler's List\", \"Seven\"]"
      })
  void theTitlesAreFound(String answer) {
    assertEquals(
        List.of("Heat", "Schindler's List", "Seven"),
        WrittenList.entries(answer).stream().map(title -> title.replace('’', '\'')).toList(),
        answer);
  }

  @Test
  void yearsAndSecondHalvesOfTitlesStay() {
    assertEquals(
        List.of(
            "Heat (1995)",
            "Star Wars: Episode IV - A New Hope (1977)",
            "2001: A Space Odyssey",
            "Mission: Impossible - Ghost Protocol",
            "Good, the Bad and the Ugly, The (1966)",
            "12 Angry Men (1957)"),
        WrittenList.entries(
            """
            1. **Heat** (1995) - Crime
            2. Star Wars: Episode IV - A New Hope (1977) - the first one of all
            3. 2001: A Space Odyssey
            4. Mission: Impossible - Ghost Protocol
            5. Good, the Bad and the Ugly, The (1966): a western
            6. 12 Angry Men (1957)
            """));
    assertEquals(
        List.of("2001: A Space Odyssey", "12 Angry Men", "300", "9 to 5"),
        WrittenList.entries("2001: A Space Odyssey\n12 Angry Men\n300\n9 to 5"));
    assertEquals(List.of("Matrix, The"), WrittenList.entries("Matrix, The"));
  }

  @Test
  void quotesWithinTitlesAreKept() {
    assertEquals(
        List.of("The \"Best\" Film", "Ocean's 'Eleven'"),
        WrittenList.entries("[\"The \\\"Best\\\" Film\", 'Ocean\\'s \\'Eleven\\'']"));
    assertEquals(
        List.of("The \"Best\" Film", "Heat"),
        WrittenList.entries("[\"The \"Best\" Film\", \"Heat\"]"));
  }

  @Test
  void whatIsNoListHasNoEntries() {
    assertEquals(List.of(), WrittenList.entries(""));
    assertEquals(List.of(), WrittenList.entries("[]"));
    assertEquals(List.of(), WrittenList.entries("```json\n```"));
    assertEquals(List.of(), WrittenList.entries("I'm sorry, but I can't recommend anything."));
    assertEquals(List.of(), WrittenList.entries("<think>[\"Heat\"]"));
    assertEquals(List.of(), WrittenList.entries("[\"Hea"));
  }

  @Test
  void whatNobodySeesIsGone() {
    assertEquals(List.of("Heat"), WrittenList.entries("[\"He\u200Bat\u202E\"]"));
  }
}
