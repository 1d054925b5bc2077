package org.llmrec.llm.embedded.internal.llama;

import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.llmrec.llm.ModelException;

/**
 * How probable given answers are: for each, the sum over its tokens of the logarithm of their
 * probability after the prompt and the tokens before. The end mark is not part of an answer.
 */
public final class Scorer {
  private final Session session;
  private final int promptTokens;
  private final BooleanSupplier cancelled;
  private final double[] scores;
  private int evaluated;

  private Scorer(Session session, int promptTokens, int answers, BooleanSupplier cancelled) {
    this.session = session;
    this.promptTokens = promptTokens;
    this.cancelled = cancelled;
    this.scores = new double[answers];
  }

  /**
   * Log-probabilities and tokens.
   *
   * @param logProbabilities natural, at most 0, in the order of the answers
   * @param promptTokens of the prompt and of all that was evaluated after it
   */
  public record Scored(List<Double> logProbabilities, int promptTokens) {
    /** Copies the list. */
    public Scored {
      logProbabilities = List.copyOf(logProbabilities);
    }
  }

  /**
   * Scores answers.
   *
   * @param answers tokens of each
   * @throws EngineException if one has no token, if prompt and answer do not fit, or if it is not
   *     wanted any more
   */
  public static Scored score(
      Session session, int[] prompt, List<int[]> answers, BooleanSupplier cancelled) {
    if (answers.stream().anyMatch(tokens -> tokens.length == 0)) {
      throw new EngineException(
          ModelException.Kind.BAD_REQUEST, "expected answers with tokens, found one without");
    }
    AnswerTree tree = new AnswerTree(answers);
    if (prompt.length + tree.longest() > session.contextTokens()) {
      throw new EngineException(
          ModelException.Kind.BAD_REQUEST,
          "expected prompt and answer to fit a context of "
              + session.contextTokens()
              + " tokens, found "
              + prompt.length
              + " and "
              + tree.longest()
              + "; shorten them, or raise llm.context");
    }
    Scorer scorer = new Scorer(session, prompt.length, answers.size(), cancelled);
    scorer.visit(tree.root(), 0, 0, session.start(prompt, cancelled));
    return new Scored(
        Arrays.stream(scorer.scores).boxed().toList(), prompt.length + scorer.evaluated);
  }

  private void visit(AnswerTree.Node node, int depth, double sum, float[] logits) {
    int[] tokens = node.children().keySet().stream().mapToInt(Integer::intValue).toArray();
    double[] sums = new double[tokens.length];
    double normaliser = LogSoftmax.normaliser(logits);
    for (int i = 0; i < tokens.length; i++) {
      // Rounding must not make anything more than certain.
      sums[i] = sum + Math.min(0, logits[tokens[i]] - normaliser);
    }
    // From here on the logits are overwritten.
    for (int i = 0; i < tokens.length; i++) {
      AnswerTree.Node child = node.children().get(tokens[i]);
      for (int answer : child.answers()) {
        scores[answer] = sums[i];
      }
      if (!child.children().isEmpty()) {
        if (cancelled.getAsBoolean()) {
          throw new EngineException(ModelException.Kind.DEADLINE, "given up while scoring");
        }
        int position = promptTokens + depth;
        float[] next = session.next(tokens[i], position);
        evaluated++;
        visit(child, depth + 1, sums[i], next);
        session.forgetFrom(position);
      }
    }
  }
}
