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
 * Scores by other routes, slow and without anything that could be wrong in the same way: each step
 * of each answer starts from nothing, and probabilities are multiplied.
 */
public final class RecomputingEngine implements Engine {
  private static final int CONTEXT = 1024;

  private final Weights weights;
  private final boolean together;

  private RecomputingEngine(Weights weights, boolean together) {
    this.weights = weights;
    this.together = together;
  }

  /** A process that evaluates the prompt at once and the answer token by token. */
  public static final class OneByOne {
    private OneByOne() {}

    /** The process. */
    public static void main(String[] arguments) {
      run(false);
    }
  }

  /** A process that evaluates the prompt and what there is of the answer at once. */
  public static final class Together {
    private Together() {}

    /** The process. */
    public static void main(String[] arguments) {
      run(true);
    }
  }

  private static void run(boolean together) {
    EngineMain.run(errors -> order -> open(order, errors::println, together));
  }

  private static Engine open(Order.Open order, Llama.Errors errors, boolean together) {
    Llama llama = Llama.load(Path.of(order.library()), errors);
    return new RecomputingEngine(
        Weights.load(llama, Path.of(order.file()), order.template()), together);
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
            probability *= share(after(session, prompt, Arrays.copyOf(tokens, i)), tokens[i]);
          }
          scores.add(Math.log(probability));
        }
        return new Report.Scored(order.id(), scores, prompt.length);
      }
    };
  }

  private float[] after(Session session, int[] prompt, int[] tokens) {
    int[] all = Arrays.copyOf(prompt, prompt.length + tokens.length);
    System.arraycopy(tokens, 0, all, prompt.length, tokens.length);
    if (together) {
      return session.start(all, () -> false);
    }
    float[] logits = session.start(prompt, () -> false);
    for (int i = prompt.length; i < all.length; i++) {
      logits = session.next(all[i], i);
    }
    return logits;
  }

  private static double share(float[] logits, int token) {
    double all = 0;
    for (float logit : logits) {
      all += Math.exp((double) logit - logits[token]);
    }
    return 1 / all;
  }
}
