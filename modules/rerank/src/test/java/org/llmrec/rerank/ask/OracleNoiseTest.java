package org.llmrec.rerank.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Deadline;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.Message;
import org.llmrec.llm.Sampling;
import org.llmrec.rerank.RerankRequest.Aim;

class OracleNoiseTest {
  private static final long SEED = 20_261_128;

  private static double share(double accuracy, double bias, boolean firstIsCounted) {
    SplittableRandom random = new SplittableRandom(SEED);
    OracleModel model =
        new OracleModel(
            "oracle",
            (query, text) -> Double.parseDouble(text),
            OracleNoise.ofAccuracy(accuracy, bias, SEED),
            false);
    int counted = 0;
    int pairs = 20_000;
    for (int n = 0; n < pairs; n++) {
      double a = random.nextDouble();
      double b = random.nextDouble();
      String answer =
          model
              .complete(
                  new CompletionRequest(
                      new Prompt("q", Aim.SEARCH, 50)
                          .ask(
                              Question.BEST,
                              Labels.PAIR,
                              List.of(Double.toString(a), Double.toString(b)),
                              0),
                      Optional.empty(),
                      Sampling.greedy(8),
                      Deadline.none()))
              .text();
      boolean first = answer.equals("A");
      counted += (firstIsCounted ? first : first == a > b) ? 1 : 0;
    }
    return counted / (double) pairs;
  }

  @Test
  void pairsAreToldRightAsOftenAsWasAskedFor() {
    assertEquals(1, share(1, 0, false), 1e-9);
    assertEquals(0.9, share(0.9, 0, false), 0.01, "seed " + SEED);
    assertEquals(0.7, share(0.7, 0, false), 0.01, "seed " + SEED);
  }

  @Test
  void thatShareOfAnswersGoesByPlace() {
    assertEquals(0.5, share(0.8, 0, true), 0.01, "seed " + SEED);
    assertEquals(0.5 + 0.4 / 2, share(0.8, 0.4, true), 0.01, "seed " + SEED);
  }

  @Test
  void theLotsOfAQuestionAreTheSameInEveryProcess() {
    List<Message> question = List.of(Message.system("rules"), Message.user("which?"));
    assertEquals(89_704, new OracleNoise(1, 0, 7).lots(question).nextInt(1_000_000));
  }
}
