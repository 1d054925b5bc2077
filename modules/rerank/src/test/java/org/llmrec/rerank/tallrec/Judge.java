package org.llmrec.rerank.tallrec;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.llmrec.llm.ScoreRequest;
import org.llmrec.llm.Scores;
import org.llmrec.llm.ScriptedModel;
import org.llmrec.llm.Usage;

/** A model that finds yes and no as probable as it is told, and begins answers as it is told. */
final class Judge extends ScriptedModel {
  private final Function<String, List<OptionalDouble>> probabilities;

  /**
   * Makes one.
   *
   * @param probabilities of yes and of no after a prompt, not their logarithms
   */
  Judge(String begins, Function<String, List<OptionalDouble>> probabilities) {
    super((call, messages) -> begins);
    this.probabilities = probabilities;
  }

  @Override
  public Scores score(ScoreRequest request) throws InterruptedException {
    super.score(request);
    List<OptionalDouble> found = probabilities.apply(request.messages().getLast().content());
    return new Scores(
        found.stream()
            .map(p -> p.isEmpty() ? p : OptionalDouble.of(Math.log(p.getAsDouble())))
            .toList(),
        Scores.Kind.FIRST_TOKEN,
        new Usage(100, 1, true),
        Duration.ZERO,
        INFO.id());
  }
}
