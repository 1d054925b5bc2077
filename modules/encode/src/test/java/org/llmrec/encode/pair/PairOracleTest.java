package org.llmrec.encode.pair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmrec.core.error.LlmrecException;

/** Against a model and a tokenizer that are computed by hand, over random pairs. */
class PairOracleTest {
  private static final List<String> WORDS =
      List.of("robot", "moon", "star", "letter", "bakery", "sea", "opera", "the", "q", "x");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "1, 2, 1, 0, none, 64, 1024",
    "2, 2, 3, 1, softmax, 8, 16",
    "3, 2, 2, 1, softmax, 33, 100",
    "4, 2, 2, 0, sigmoid, 64, 64",
    "5, 1, 1, 0, sigmoid, 21, 4096",
    "6, 1, 1, 0, none, 20, 50"
  })
  void everyScoreIsTheOneByHand(
      long seed, int types, int columns, int column, String activation, int most, int budget)
      throws IOException {
    TinyPairModel model = TinyPairModel.random(seed, types, columns);
    model.in(folder, Activation.of(activation), column, most);
    Random random = new Random(seed);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      pairs.add(new Pair(words(random), words(random)));
    }
    try (PairScorer scorer = TinyScorers.open(folder, 1 + (int) seed % 3, budget)) {
      PairScores scores = scorer.score(pairs);
      for (int i = 0; i < pairs.size(); i++) {
        double expected = byHand(model, pairs.get(i), most, activation, column);
        assertEquals(
            expected, scores.values()[i], 1e-5, "seed " + seed + ", pair " + i + pairs.get(i));
        int pieces = words(pairs.get(i).query()).size() + words(pairs.get(i).text()).size() + 3;
        assertEquals(pieces > most, scores.cut()[i], "seed " + seed + ", pair " + i);
      }
    }
  }

  @Test
  void aModelThatGivesNoNumbersIsNamed() throws IOException {
    TinyPairModel model = TinyPairModel.random(7, 2, 1);
    int letter = TinyPairModel.vocabulary().get("letter");
    model.table()[1][letter][0] = Float.NaN;
    model.in(folder, Activation.NONE, 0, 64);
    try (PairScorer scorer = TinyScorers.open(folder, 1, 64)) {
      assertEquals(1, scorer.score("letter", List.of("robot")).count());
      LlmrecException refusal =
          assertThrows(
              LlmrecException.class, () -> scorer.score("robot", List.of("moon", "letter")));
      assertTrue(
          refusal.getMessage().contains("the pair scorer by-hand: expected finite numbers"),
          refusal.getMessage());
    }
  }

  private static String words(Random random) {
    int n = random.nextInt(10) == 0 ? 0 : random.nextInt(1, random.nextBoolean() ? 6 : 60);
    List<String> words = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      words.add(WORDS.get(random.nextInt(WORDS.size())));
    }
    return String.join(" ", words);
  }

  /** Each is a piece of its own. */
  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  private static double byHand(
      TinyPairModel model, Pair pair, int most, String activation, int column) {
    int a = words(pair.query()).size();
    int b = words(pair.text()).size();
    boolean queryGivesWay = a <= b;
    // A piece at a time from the longer one; where both are as long, from the one that was shorter.
    while (a + b > most - 3) {
      if (a > b || a == b && queryGivesWay) {
        a--;
      } else {
        b--;
      }
    }
    List<Integer> ids = new ArrayList<>();
    List<Integer> types = new ArrayList<>();
    add(ids, types, 0, List.of("[CLS]"));
    add(ids, types, 0, words(pair.query()).subList(0, a));
    add(ids, types, 0, List.of("[SEP]"));
    add(ids, types, 1, words(pair.text()).subList(0, b));
    add(ids, types, 1, List.of("[SEP]"));
    double[] logits = model.logits(ids, types);
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit);
    }
    return switch (activation) {
      case "none" -> logits[column];
      case "sigmoid" -> 1 / (1 + Math.exp(-logits[column]));
      default -> Math.exp(logits[column]) / sum;
    };
  }

  private static void add(List<Integer> ids, List<Integer> types, int type, List<String> pieces) {
    for (String piece : pieces) {
      ids.add(TinyPairModel.vocabulary().get(piece));
      types.add(type);
    }
  }
}
