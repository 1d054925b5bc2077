package org.llmrec.llm.embedded.internal.child;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.llmrec.llm.embedded.internal.llama.Llama;
import org.llmrec.llm.embedded.internal.llama.Session;
import org.llmrec.llm.embedded.internal.llama.Weights;
import org.llmrec.llm.embedded.internal.wire.Order;
import org.llmrec.llm.embedded.internal.wire.Report;

/**
 * Scores by another route: for each token of each answer the whole text before it is evaluated
 * anew, and probabilities are multiplied. Slow, and without anything that could be wrong in the
 * same way.
 */
public final class RecomputingEngine implements Engine {
  private static final int CONTEXT = 1024;

  private final Weights weights;

  private RecomputingEngine(Weights weights) {
    this.weights = weights;
  }

  /** The process. */
  public static void main(String[] arguments) {
    EngineMain.run(errors -> order -> open(order, errors::println));
  }

  private static Engine open(Order.Open order, Llama.Errors errors) {
    Llama llama = Llama.load(Path.of(order.library()), errors);
    return new RecomputingEngine(Weights.load(llama, Path.of(order.file()), order.template()));
  }

  @Override
  public Report.Ready ready() {
    return new Report.Ready(CONTEXT);
  }

  @Override
  public int parallel() {
    return 1;
  }

  @Override
  public Worker worker() {
    Session session = weights.session(CONTEXT, 2);
    return new Worker() {
      @Override
      public Report.Written write(Order.Complete order, BooleanSupplier cancelled) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Report.Scored score(Order.Score order, BooleanSupplier cancelled) {
        int[] prompt = weights.vocabulary().prompt(weights.template().prompt(order.messages()));
        List<Double> scores = new ArrayList<>();
        for (String answer : order.answers()) {
          int[] tokens = weights.vocabulary().answer(answer);
          double probability = 1;
          for (int i = 0; i < tokens.length; i++) {
            int[] before = Arrays.copyOf(prompt, prompt.length + i);
            System.arraycopy(tokens, 0, before, prompt.length, i);
            probability *= share(session.start(before, () -> false), tokens[i]);
          }
          scores.add(Math.log(probability));
        }
        return new Report.Scored(order.id(), scores, prompt.length);
      }
    };
  }

  private static double share(float[] logits, int token) {
    double others = 0;
    for (float logit : logits) {
      others += Math.exp((double) logit - logits[token]);
    }
    return 1 / others;
  }
}
