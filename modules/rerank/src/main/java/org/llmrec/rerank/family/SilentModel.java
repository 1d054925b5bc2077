package org.llmrec.rerank.family;

import java.time.Duration;
import java.util.OptionalDouble;
import org.llmrec.llm.Completion;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.FinishReason;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.ModelInfo;
import org.llmrec.llm.ScoreRequest;
import org.llmrec.llm.Scores;
import org.llmrec.llm.TokenEstimate;
import org.llmrec.llm.Usage;

/** Stands for a model that writes as much as it may and says nothing by it. Thread-safe. */
record SilentModel(ModelInfo info) implements LanguageModel {
  private static final String SAYS = "?";

  @Override
  public Completion complete(CompletionRequest request) {
    Usage usage =
        new Usage(TokenEstimate.of(request.messages()), request.sampling().maxTokens(), false);
    return new Completion(SAYS, FinishReason.LENGTH, usage, Duration.ZERO, info.id());
  }

  @Override
  public Scores score(ScoreRequest request) {
    OptionalDouble even = OptionalDouble.of(-Math.log(request.answers().size()));
    return new Scores(
        request.answers().stream().map(answer -> even).toList(),
        Scores.Kind.FIRST_TOKEN,
        new Usage(TokenEstimate.of(request.messages()), 1, false),
        Duration.ZERO,
        info.id());
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
