package org.llmrec.rerank.ask;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleBiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.EncoderCode;
import org.llmrec.core.error.LanguageModelCode;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.llm.Capability;
import org.llmrec.llm.Completion;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.FinishReason;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.Message;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.ModelInfo;
import org.llmrec.llm.ScoreRequest;
import org.llmrec.llm.Scores;
import org.llmrec.llm.TokenEstimate;
import org.llmrec.llm.Usage;

/**
 * Answers the questions of this package without a model, from what items are worth: to count what a
 * strategy would cost, and to see what it makes of answers that are wrong to a known degree. The
 * same question gets the same answer. Thread-safe.
 */
public final class OracleModel implements LanguageModel {
  private static final Pattern NUMBER = Pattern.compile("(?:Pick those |, to )(\\d{1,3})(?: of|,)");

  private final ToDoubleBiFunction<String, String> worth;
  private final OracleNoise noise;
  private final ModelInfo info;
  private final AtomicLong calls = new AtomicLong();

  /**
   * Of worths.
   *
   * @param id what it is called
   * @param worth of a query and a text as they are shown, the more the better; from 0 to 1 where
   *     there is noise
   * @param scores whether it shows probabilities
   */
  public OracleModel(
      String id, ToDoubleBiFunction<String, String> worth, OracleNoise noise, boolean scores) {
    this.worth = worth;
    this.noise = noise;
    info = new ModelInfo(id, scores ? Set.of(Capability.FIRST_TOKEN_SCORES) : Set.of(), 0);
  }

  /** Questions so far. */
  public long calls() {
    return calls.get();
  }

  @Override
  public ModelInfo info() {
    return info;
  }

  /** An item as it appears to the oracle this time. */
  private record Seen(String label, double worth) {}

  private double worth(String query, String text) {
    double found = worth.applyAsDouble(query, text);
    if (Double.isNaN(found)) {
      throw new LlmrecException(
          EncoderCode.MODEL_OUTPUT,
          info.id() + ": expected a worth of \"" + text + "\", found NaN");
    }
    return found;
  }

  /** Best first. */
  private List<Seen> seen(List<Message> messages) {
    SplittableRandom lots = noise.lots(messages);
    String query = Prompt.query(messages);
    Map<String, String> items = Prompt.items(messages);
    boolean byPlace = items.size() > 1 && noise.goesByPlace(lots);
    return items.entrySet().stream()
        .map(item -> new Seen(item.getKey(), noise.seen(worth(query, item.getValue()), lots)))
        .sorted(byPlace ? (a, b) -> 0 : Comparator.comparingDouble((Seen seen) -> -seen.worth()))
        .toList();
  }

  @Override
  public Completion complete(CompletionRequest request) {
    checkDeadline(request.deadline().expired());
    calls.incrementAndGet();
    String text = answer(request.messages());
    return new Completion(
        text, FinishReason.STOP, usage(request.messages(), text), Duration.ZERO, info.id());
  }

  private String answer(List<Message> messages) {
    List<Seen> seen = seen(messages);
    return switch (question(messages)) {
      case BEST -> seen.getFirst().label();
      case ORDER -> labels(seen);
      case PICK -> labels(seen.subList(0, Math.min(seen.size(), number(messages))));
      case YES_NO -> seen.getFirst().worth() >= 0.5 ? "Yes" : "No";
      case GRADE -> {
        int most = number(messages);
        long grade = Math.round(seen.getFirst().worth() * most);
        yield Long.toString(Math.clamp(grade, 0, most));
      }
    };
  }

  private static String labels(List<Seen> seen) {
    return seen.stream().map(Seen::label).collect(Collectors.joining(" > "));
  }

  private static Question question(List<Message> messages) {
    return Question.endOf(messages.getLast().content())
        .orElseThrow(
            () ->
                new ConfigException(
                    LanguageModelCode.CAPABILITY_MISSING,
                    "the oracle knows the questions of rerankers only"));
  }

  private static int number(List<Message> messages) {
    Matcher number = NUMBER.matcher(messages.getLast().content());
    int found = 0;
    while (number.find()) {
      found = Integer.parseInt(number.group(1));
    }
    return found;
  }

  /** The better an item appears, the more probable its label; of one item, a Yes or a grade. */
  @Override
  public Scores score(ScoreRequest request) {
    info.require(Capability.FIRST_TOKEN_SCORES, "scores of answers");
    checkDeadline(request.deadline().expired());
    calls.incrementAndGet();
    List<Seen> seen = seen(request.messages());
    List<OptionalDouble> scores =
        switch (question(request.messages())) {
          case BEST, ORDER, PICK ->
              request.answers().stream()
                  .map(label -> place(seen, label))
                  .map(
                      place -> place < 0 ? OptionalDouble.empty() : OptionalDouble.of(-1.0 - place))
                  .toList();
          case YES_NO -> {
            double yes = Math.clamp(seen.getFirst().worth(), 0.001, 0.999);
            yield List.of(OptionalDouble.of(Math.log(yes)), OptionalDouble.of(Math.log(1 - yes)));
          }
          case GRADE -> {
            double grade = seen.getFirst().worth() * (request.answers().size() - 1);
            yield request.answers().stream()
                .map(a -> OptionalDouble.of(-1 - Math.abs(Integer.parseInt(a) - grade)))
                .toList();
          }
        };
    return new Scores(
        scores, Scores.Kind.FIRST_TOKEN, usage(request.messages(), "A"), Duration.ZERO, info.id());
  }

  private static int place(List<Seen> seen, String label) {
    for (int place = 0; place < seen.size(); place++) {
      if (seen.get(place).label().equals(label)) {
        return place;
      }
    }
    return -1;
  }

  private static void checkDeadline(boolean expired) {
    if (expired) {
      throw new ModelException(ModelException.Kind.DEADLINE, "the deadline has passed");
    }
  }

  private static Usage usage(List<Message> messages, String answer) {
    return new Usage(TokenEstimate.of(messages), TokenEstimate.of(answer), false);
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
