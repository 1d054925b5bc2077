package org.llmrec.rerank.chat;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.llmrec.data.split.SeededShuffle;
import org.llmrec.rerank.Candidate;
import org.llmrec.rerank.Outcome;
import org.llmrec.rerank.RerankRequest;
import org.llmrec.rerank.Reranker;
import org.llmrec.rerank.Reranking;
import org.llmrec.rerank.ground.LabelList;
import org.llmrec.rerank.ground.OrderSchema;
import org.llmrec.rerank.ground.Permutation;
import org.llmrec.rerank.history.HistoryText;
import org.llmrec.rerank.prompt.Asking;
import org.llmrec.rerank.prompt.Reply;

/**
 * Reranks by one prompt that shows all candidates at once and asks for their numbers. Those that
 * the answer names come first, in its order; the others follow in theirs. A score is how many
 * candidates stand behind, 0 for one that was not named.
 *
 * <p>The query is what the model is told of the user, or where it is blank, the titles that they
 * met. A query is cut to 4,000 code points and each candidate's text to 300; all of it has to fit
 * into the model's context.
 *
 * @param asking who is asked
 * @param form by which of the tasks
 * @param examples for few-shot
 * @param shuffle a seed to show the candidates in another order than the given one, as models
 *     prefer what stands first; empty for the given order
 */
public record ChatReranker(
    Asking asking, Form form, Optional<ExamplesFor> examples, OptionalLong shuffle)
    implements Reranker {
  private static final int TOKENS_FRAME = 64;
  private static final int TOKENS_NUMBER = 6;

  /** By which task. */
  public enum Form {
    /** Which candidates come next. */
    CHOOSE,
    /** Which candidates to recommend. */
    DIRECT
  }

  /** Refuses null. */
  public ChatReranker {
    Objects.requireNonNull(asking, "asking");
    Objects.requireNonNull(form, "form");
    Objects.requireNonNull(examples, "examples");
    Objects.requireNonNull(shuffle, "shuffle");
  }

  /** Zero-shot, in the given order. */
  public static ChatReranker of(Asking asking, Form form) {
    return new ChatReranker(asking, form, Optional.empty(), OptionalLong.empty());
  }

  /** The same with examples. */
  public ChatReranker examples(ExamplesFor shown) {
    return new ChatReranker(asking, form, Optional.of(shown), shuffle);
  }

  /** The same with examples for everybody. */
  public ChatReranker examples(Injection shown) {
    return examples(ExamplesFor.everybody(shown));
  }

  /** The same in an order that the seed and the query decide. */
  public ChatReranker shuffled(long seed) {
    return new ChatReranker(asking, form, examples, OptionalLong.of(seed));
  }

  /** Of both: the words or the history of the request are what the model is told of the user. */
  @Override
  public boolean takes(RerankRequest.Aim aim) {
    return true;
  }

  @Override
  public Reranking rerank(RerankRequest request) {
    List<Candidate> head = request.head();
    int n = head.size();
    double[] scores = new double[n];
    if (n == 0) {
      return Reranking.byScores(request, scores, new Outcome.Full(), Reply.NONE.cost(0));
    }
    String told = HistoryText.told(request.query(), request.person());
    int[] shown =
        shuffle.isPresent()
            ? SeededShuffle.of(n, shuffle.getAsLong(), told)
            : IntStream.range(0, n).toArray();
    List<String> numbers = IntStream.rangeClosed(1, n).mapToObj(Integer::toString).toList();
    Reply reply =
        asking.ask(
            prompt(request, Arrays.stream(shown).mapToObj(head::get).toList()),
            OrderSchema.order(numbers),
            TOKENS_FRAME + TOKENS_NUMBER * n,
            request.deadline());
    Permutation order =
        Permutation.complete(
            reply.answered() ? LabelList.parse(reply.text(), numbers) : List.of(), n);
    int named = n - order.missing();
    for (int i = 0; i < n; i++) {
      double score = named == 0 ? Double.NaN : i < named ? n - 1 - i : 0;
      scores[shown[order.order().get(i)]] = score;
    }
    return Reranking.byScores(
        request, scores, outcome(reply, order, n), reply.cost(truncated(told, head)));
  }

  private String prompt(RerankRequest request, List<Candidate> candidates) {
    Known known =
        request.query().isBlank() && request.person().known()
            ? new Known.Met(request.person().history().latest(HistoryText.LATEST))
            : new Known.InWords(request.query());
    int n = candidates.size();
    Task task =
        switch (form) {
          case CHOOSE -> new Task.Choose(known, candidates, n, Labels.NUMBERS);
          case DIRECT -> new Task.Rank(known, candidates, n, Labels.NUMBERS);
        };
    return new ChatQuestion(task, examples.flatMap(each -> each.of(request.person(), candidates)))
        .prompt()
        .text();
  }

  private static Outcome outcome(Reply reply, Permutation order, int n) {
    return switch (reply.kind()) {
      case LATE -> new Outcome.Partial(reply.why());
      case EMPTY, REFUSED -> new Outcome.Fallback(reply.why());
      case ANSWERED -> {
        if (order.missing() == n) {
          yield new Outcome.Fallback("the answer names no candidate");
        }
        yield order.whole()
            ? new Outcome.Full()
            : new Outcome.Repaired(
                1,
                "of "
                    + n
                    + " candidates the answer leaves out "
                    + order.missing()
                    + " and names "
                    + order.duplicates()
                    + " again");
      }
    };
  }

  private static long truncated(String query, List<Candidate> candidates) {
    long cut = candidates.stream().filter(c -> longer(c.text(), ChatWording.MAX_TITLE)).count();
    return cut + (longer(query, ChatWording.MAX_TEXT) ? 1 : 0);
  }

  private static boolean longer(String text, int limit) {
    return text.codePointCount(0, text.length()) > limit;
  }
}
