package org.llmrec.enrich.budget;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.llmrec.llm.Completion;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.FinishReason;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.ModelException.Billed;
import org.llmrec.llm.ModelException.Kind;
import org.llmrec.llm.ModelInfo;
import org.llmrec.llm.ScoreRequest;
import org.llmrec.llm.Scores;
import org.llmrec.llm.TokenEstimate;
import org.llmrec.llm.Usage;
import org.llmrec.llm.price.Price;

/** Fails at random in every way there is, and bills what a server would. */
final class BillingModel implements LanguageModel {
  private final SplittableRandom random;
  private final double failing;
  private final int leastTokens;
  private final int mostTokens;
  private final Price price;
  long calls;
  long billedTokens;
  double billed;
  int running;
  int mostAtOnce;

  /**
   * Answers take from {@code leastTokens} to {@code mostTokens}.
   *
   * @param failing the share of calls that fail
   */
  BillingModel(
      SplittableRandom random, double failing, int leastTokens, int mostTokens, Price price) {
    this.random = random;
    this.failing = failing;
    this.leastTokens = leastTokens;
    this.mostTokens = mostTokens;
    this.price = price;
  }

  @Override
  public ModelInfo info() {
    return new ModelInfo("billing", Set.of(), 0);
  }

  @Override
  public Completion complete(CompletionRequest request) throws InterruptedException {
    boolean pause;
    synchronized (this) {
      calls++;
      mostAtOnce = Math.max(mostAtOnce, ++running);
      pause = random.nextInt(4) == 0;
    }
    if (pause) {
      Thread.sleep(1);
    }
    synchronized (this) {
      running--;
      Usage usage =
          new Usage(
              TokenEstimate.of(request.messages()),
              random.nextInt(leastTokens, mostTokens + 1),
              true);
      if (random.nextDouble() >= failing) {
        bill(usage);
        return new Completion("text", FinishReason.STOP, usage, Duration.ZERO, "billing");
      }
      switch (random.nextInt(4)) {
        case 0 -> throw failure(Kind.RATE_LIMITED, Billed.NO, Usage.NONE);
        case 1 -> throw failure(Kind.TIMEOUT, Billed.UNKNOWN, Usage.NONE);
        case 2 -> {
          bill(usage);
          throw failure(Kind.TIMEOUT, Billed.UNKNOWN, Usage.NONE);
        }
        default -> {
          bill(usage);
          throw failure(Kind.MALFORMED, Billed.YES, usage);
        }
      }
    }
  }

  private void bill(Usage usage) {
    billedTokens += usage.total();
    billed += price.charge(usage).cost();
  }

  private static ModelException failure(Kind kind, Billed billed, Usage usage) {
    return new ModelException(kind, "model 'billing': no", billed, Optional.empty(), usage, null);
  }

  @Override
  public Scores score(ScoreRequest request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
