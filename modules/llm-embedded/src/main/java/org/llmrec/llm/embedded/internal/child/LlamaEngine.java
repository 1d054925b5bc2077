package org.llmrec.llm.embedded.internal.child;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.llm.embedded.internal.llama.Answer;
import org.llmrec.llm.embedded.internal.llama.Llama;
import org.llmrec.llm.embedded.internal.llama.SchemaGrammar;
import org.llmrec.llm.embedded.internal.llama.Scorer;
import org.llmrec.llm.embedded.internal.llama.Session;
import org.llmrec.llm.embedded.internal.llama.Weights;
import org.llmrec.llm.embedded.internal.llama.Writer;
import org.llmrec.llm.embedded.internal.wire.Order;
import org.llmrec.llm.embedded.internal.wire.Report;
import org.llmrec.llm.embedded.internal.wire.Scratch;

/** llama.cpp. Its memory goes when the process does. */
final class LlamaEngine implements Engine {
  private static final int USUAL_CONTEXT = 4096;

  private final Weights weights;
  private final SchemaGrammar grammars;
  private final int contextTokens;
  private final int parallel;
  private final int threads;

  private LlamaEngine(
      Weights weights, SchemaGrammar grammars, int contextTokens, Order.Open order) {
    this.grammars = Objects.requireNonNull(grammars, "grammars");
    this.weights = Objects.requireNonNull(weights, "weights");
    this.contextTokens = contextTokens;
    this.parallel = order.parallel();
    this.threads = order.threads();
  }

  /** Loads library and model. */
  static Engine open(Order.Open order, Llama.Errors errors) {
    Path library = Path.of(order.library());
    Llama llama = Llama.load(library, errors);
    SchemaGrammar grammars = SchemaGrammar.load();
    new Scratch(library.getParent()).delete();
    Weights weights = Weights.load(llama, Path.of(order.file()), order.template());
    int trained = weights.trainedContext();
    if (order.context() > trained) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE,
          "llm.context: expected at most the "
              + trained
              + " tokens that the model was trained with, found "
              + order.context());
    }
    int context = order.context() > 0 ? order.context() : Math.min(trained, USUAL_CONTEXT);
    return new LlamaEngine(weights, grammars, context, order);
  }

  @Override
  public Report.Ready ready() {
    return new Report.Ready(contextTokens);
  }

  @Override
  public int parallel() {
    return parallel;
  }

  @Override
  public Worker worker() {
    Session session = weights.session(contextTokens, threads);
    return new Worker() {
      @Override
      public Report.Written write(Order.Complete order, BooleanSupplier cancelled) {
        int[] prompt = weights.vocabulary().prompt(weights.template().prompt(order.messages()));
        Answer answer =
            Writer.write(
                session, prompt, order.sampling(), order.schema().map(grammars::of), cancelled);
        return new Report.Written(
            order.id(),
            answer.text(),
            answer.finish(),
            answer.promptTokens(),
            answer.completionTokens());
      }

      @Override
      public Report.Scored score(Order.Score order, BooleanSupplier cancelled) {
        int[] prompt = weights.vocabulary().prompt(weights.template().prompt(order.messages()));
        List<int[]> answers = order.answers().stream().map(weights.vocabulary()::answer).toList();
        Scorer.Scored scored = Scorer.score(session, prompt, answers, cancelled);
        return new Report.Scored(order.id(), scored.logProbabilities(), scored.promptTokens());
      }
    };
  }
}
