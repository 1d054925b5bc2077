package org.llmrec.llm.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.llmrec.llm.Completion;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.FinishReason;
import org.llmrec.llm.Message;
import org.llmrec.llm.ScoreRequest;
import org.llmrec.llm.Scores;
import org.llmrec.llm.Usage;

/**
 * One recorded answer, of either kind.
 *
 * @param key see {@link RequestKey}
 * @param question the last message, for people
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record RecordedLine(
    String key, String question, Optional<Text> completion, Optional<Numbers> scores) {
  /** A completion without its time, which was another machine's. */
  record Text(String text, FinishReason finish, Usage usage, String model) {
    Text {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(finish, "finish");
      Objects.requireNonNull(usage, "usage");
      Objects.requireNonNull(model, "model");
    }
  }

  /** Scores without their time. */
  record Numbers(
      List<OptionalDouble> logProbabilities, Scores.Kind kind, Usage usage, String model) {
    Numbers {
      logProbabilities = List.copyOf(logProbabilities);
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(usage, "usage");
      Objects.requireNonNull(model, "model");
    }
  }

  RecordedLine {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(question, "question");
    if (completion.isPresent() == scores.isPresent()) {
      throw new IllegalArgumentException("expected either a completion or scores");
    }
  }

  static RecordedLine of(CompletionRequest request, Completion answer) {
    return new RecordedLine(
        RequestKey.of(request),
        last(request.messages()),
        Optional.of(new Text(answer.text(), answer.finish(), answer.usage(), answer.model())),
        Optional.empty());
  }

  static RecordedLine of(ScoreRequest request, Scores answer) {
    return new RecordedLine(
        RequestKey.of(request),
        last(request.messages()),
        Optional.empty(),
        Optional.of(
            new Numbers(answer.logProbabilities(), answer.kind(), answer.usage(), answer.model())));
  }

  /** The answer, which took no time. */
  Completion toCompletion() {
    Text text = completion.orElseThrow();
    return new Completion(text.text(), text.finish(), text.usage(), Duration.ZERO, text.model());
  }

  /** The scores, which took no time. */
  Scores toScores() {
    Numbers numbers = scores.orElseThrow();
    return new Scores(
        numbers.logProbabilities(),
        numbers.kind(),
        numbers.usage(),
        Duration.ZERO,
        numbers.model());
  }

  private static String last(List<Message> messages) {
    return messages.getLast().content();
  }
}
