package org.llmrec.rerank.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.ModelCallCode;
import org.llmrec.llm.Message;
import org.llmrec.rerank.ground.NumberAnswer;
import org.llmrec.rerank.ground.YesNo;
import org.llmrec.rerank.order.HaltedException;
import org.llmrec.rerank.order.PointJudge;

/**
 * Asks about one item: whether it is good, or how good. From probabilities, a Yes is worth its
 * share of Yes and No together, and a grade the mean of all grades by their probabilities.
 *
 * @param most the highest grade; 0 for yes and no
 * @param model for messages
 */
record AskedPoints(Panel panel, int most, String model) implements PointJudge {
  private static final List<String> ONE = List.of("A");
  private static final List<String> YES_NO = List.of("Yes", "No");

  /** A word or number, and what models put around it. */
  private static final int TOKENS = 8;

  @Override
  public double worth(int item) throws HaltedException, InterruptedException {
    Question question = most == 0 ? Question.YES_NO : Question.GRADE;
    List<Message> messages = panel.ask(question, ONE, List.of(item), most);
    OptionalDouble worth = panel.scoring() ? scored(messages) : written(messages);
    panel.interview().read(worth.isPresent());
    return worth.orElse(Double.NaN);
  }

  private OptionalDouble written(List<Message> messages)
      throws HaltedException, InterruptedException {
    String answer = panel.interview().write(messages, Optional.empty(), TOKENS);
    if (most > 0) {
      return NumberAnswer.parse(answer, 0, most);
    }
    Optional<Boolean> yes = YesNo.parse(answer);
    return yes.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(yes.get() ? 1 : 0);
  }

  private OptionalDouble scored(List<Message> messages)
      throws HaltedException, InterruptedException {
    List<String> answers =
        most == 0 ? YES_NO : IntStream.rangeClosed(0, most).mapToObj(Integer::toString).toList();
    List<OptionalDouble> shown =
        panel
            .interview()
            .score(messages, answers)
            .orElseThrow(
                () ->
                    // A worth of nothing seen would look like a verdict for every item alike.
                    new LlmrecException(
                        ModelCallCode.ANSWER_USELESS,
                        "model '"
                            + model
                            + "': expected one of "
                            + answers
                            + " among its first tokens, found none; it may think before it answers:"
                            + " ask it in generation mode, or by pairs"));
    List<Double> worths = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      worths.add(most == 0 ? 1.0 - i : (double) i);
    }
    return OptionalDouble.of(mean(shown, worths));
  }

  /** By the probabilities that are shown, as shares of them all. */
  private static double mean(List<OptionalDouble> shown, List<Double> worths) {
    double greatest =
        shown.stream().mapToDouble(p -> p.orElse(Double.NEGATIVE_INFINITY)).max().orElseThrow();
    double sum = 0;
    double weighted = 0;
    for (int i = 0; i < shown.size(); i++) {
      double share = Math.exp(shown.get(i).orElse(Double.NEGATIVE_INFINITY) - greatest);
      sum += share;
      weighted += share * worths.get(i);
    }
    return weighted / sum;
  }
}
