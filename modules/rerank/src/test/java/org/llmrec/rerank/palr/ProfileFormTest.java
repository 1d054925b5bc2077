package org.llmrec.rerank.palr;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Profiles as they are written and read. */
class ProfileFormTest {
  private static final Profile TWO =
      new Profile(
          List.of(
              new Interest("space opera", List.of("Alien", "Dune")),
              new Interest("heist", List.of("Heat"))));

  private static final String ALPHABET = "abc XY\"\\[]():;,-–<>{}*_'“”\n1.é…";

  @Test
  void whatIsWrittenIsReadBack() {
    for (long seed = 0; seed < 1_000; seed++) {
      Random random = new Random(seed);
      List<Interest> interests = new ArrayList<>();
      for (int n = 1 + random.nextInt(4); n > 0; n--) {
        List<String> because = new ArrayList<>();
        for (int t = random.nextInt(4); t > 0; t--) {
          because.add("t" + text(random));
        }
        interests.add(new Interest(n + text(random), because));
      }
      Profile profile = new Profile(interests);
      String label = "seed " + seed + ": " + ProfileForm.write(profile);
      assertEquals(Optional.of(profile), ProfileForm.read(ProfileForm.write(profile), 9), label);
      assertEquals(
          Optional.of(profile),
          ProfileForm.read(
              "<think>1. hm</think>\n```text\n" + ProfileForm.write(profile) + "\n```\n", 9),
          label);
    }
  }

  @Test
  void theFormIsFixed() {
    assertEquals(
        "1. \"space opera\": [\"Alien\",\"Dune\"]\n2. \"heist\": [\"Heat\"]",
        ProfileForm.write(TWO));
  }

  @Test
  void proseAroundAndOtherMarksAreTaken() {
    for (String answer :
        List.of(
            "Here is the profile: it is short.\n\n1. **space opera**: Alien, Dune\n"
                + "2. **heist**: Heat\n\nI hope this helps!",
            "- space opera (Alien, Dune)\n- heist (Heat)",
            "* \"space opera\" - \"Alien\", \"Dune\"\n* \"heist\" - \"Heat\"",
            "1) space opera: “Alien”, “Dune”\n2) heist: “Heat”",
            "1. space opera – Alien; Dune\n2. heist – Heat",
            "```\n1. \"space opera\": ['Alien', 'Dune']\n2. \"heist\": ['Heat']\n```")) {
      assertEquals(Optional.of(TWO), ProfileForm.read(answer, 2), answer);
    }
  }

  @Test
  void onlyAsManyAsWereAskedForCountAndEachOnce() {
    String answer = "1. a: x\n2. a: y\n3. b: z\n4. c: z";
    assertEquals(List.of("a", "b"), ProfileForm.read(answer, 2).orElseThrow().words());
  }

  @Test
  void whatIsNoProfileIsNone() {
    for (String answer : List.of("", "I cannot say.", "1.", "1. \"\": []", "-\n*")) {
      assertEquals(Optional.empty(), ProfileForm.read(answer, 2), answer);
    }
  }

  @Test
  void aProfileIsATextToSearchWith() {
    assertEquals("space opera (Alien, Dune); heist (Heat)", TWO.text());
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(12); n > 0; n--) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }
}
