package org.llmrec.enrich.budget;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.JsonSchema;
import org.llmrec.llm.TokenEstimate;
import org.llmrec.llm.Usage;
import org.llmrec.llm.price.Charge;
import org.llmrec.llm.price.Price;

/**
 * What calls may cost before they are made: the tokens of what is sent by its length, those of the
 * answer as the mean of earlier answers to requests with the same schema and limit. The first few
 * are taken to use all tokens they may. Thread-safe.
 */
public final class CallEstimates {
  /** So many answers make a mean worth trusting. */
  private static final int ENOUGH = 8;

  private record Shape(Optional<JsonSchema> schema, int maxTokens) {
    static Shape of(CompletionRequest request) {
      return new Shape(request.schema(), request.sampling().maxTokens());
    }
  }

  private record Seen(long answers, long tokens) {
    Seen plus(Seen more) {
      return new Seen(answers + more.answers, tokens + more.tokens);
    }
  }

  private final Price price;
  private final Map<Shape, Seen> seen = new ConcurrentHashMap<>();

  /** At a price. */
  public CallEstimates(Price price) {
    this.price = price;
  }

  /** Of one call. */
  public Charge of(CompletionRequest request) {
    long prompt =
        TokenEstimate.of(request.messages())
            + request.schema().map(schema -> TokenEstimate.of(schema.json())).orElse(0L);
    return price.charge(prompt, completion(request));
  }

  private long completion(CompletionRequest request) {
    Seen answers = seen.get(Shape.of(request));
    int most = request.sampling().maxTokens();
    return answers == null || answers.answers < ENOUGH
        ? most
        : Math.min(most, Math.ceilDiv(answers.tokens, answers.answers));
  }

  /** Takes note of an answer. */
  public void learn(CompletionRequest request, Usage usage) {
    seen.merge(Shape.of(request), new Seen(1, usage.completionTokens()), Seen::plus);
  }
}
