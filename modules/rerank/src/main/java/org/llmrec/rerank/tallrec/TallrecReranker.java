package org.llmrec.rerank.tallrec;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.llm.price.Price;
import org.llmrec.rerank.Candidate;
import org.llmrec.rerank.Cost;
import org.llmrec.rerank.Outcome;
import org.llmrec.rerank.RerankRequest;
import org.llmrec.rerank.Reranker;
import org.llmrec.rerank.Reranking;
import org.llmrec.rerank.history.History;
import org.llmrec.rerank.history.HistoryItem;

/**
 * Orders candidates by how surely a language model says that somebody with this history will like
 * them. A candidate's text stands in the question as its title; the request's query is not looked
 * at. Thread-safe. It owns nothing: whoever opened the model closes it.
 */
public final class TallrecReranker {
  private final TallrecAnswers answers;
  private final TallrecForm form;
  private final TallrecRule rule;
  private final Price price;
  private final AtomicLong allEqual = new AtomicLong();

  /**
   * Makes one.
   *
   * @param form its noun, threshold and length of history; without a creator, titles are all that a
   *     history has
   * @param rule which score
   * @param price of the model
   */
  public TallrecReranker(TallrecAnswers answers, TallrecForm form, TallrecRule rule, Price price) {
    this.answers = Objects.requireNonNull(answers, "answers");
    this.form = Objects.requireNonNull(form, "form");
    this.rule = Objects.requireNonNull(rule, "rule");
    this.price = Objects.requireNonNull(price, "price");
  }

  /** A reranker for somebody with that history. */
  public Reranker about(History history) {
    return Reranker.ofTastes(request -> rerank(history, request));
  }

  /**
   * How many lists of two candidates or more came back with one score for all of them, so that
   * nothing was reordered. Where this grows with the lists, the model is of no use.
   */
  public long allEqual() {
    return allEqual.get();
  }

  /**
   * Reranks. Items of the history without a value count as liked: somebody chose them. What is
   * scored when the deadline passes counts, and the rest stays where it is.
   *
   * @throws LlmrecException naming the model, if it fails, shows neither answer, or the thread is
   *     interrupted
   */
  public Reranking rerank(History history, RerankRequest request) {
    long begin = System.nanoTime();
    List<Candidate> head = request.head();
    List<TallrecSample> samples = samples(history, head);
    List<Optional<YesNoOdds>> found = answers.to(samples, request.deadline());
    double[] scores = new double[head.size()];
    int count = 0;
    long read = 0;
    long written = 0;
    for (int i = 0; i < scores.length; i++) {
      scores[i] = found.get(i).map(answer -> answer.score(rule)).orElse(Double.NaN);
      if (found.get(i).isPresent()) {
        count++;
        read += found.get(i).get().usage().promptTokens();
        written += found.get(i).get().usage().completionTokens();
      }
    }
    if (count > 1 && Arrays.stream(scores).filter(s -> !Double.isNaN(s)).distinct().count() == 1) {
      allEqual.incrementAndGet();
    }
    Outcome outcome =
        count == scores.length
            ? new Outcome.Full()
            : new Outcome.Partial(
                "the deadline passed when "
                    + count
                    + " of "
                    + scores.length
                    + " candidates had a score");
    Cost cost =
        new Cost(
            count,
            count,
            0,
            read,
            written,
            0,
            price.of(read, written),
            Duration.ofNanos(System.nanoTime() - begin));
    return Reranking.byScores(request, scores, outcome, cost);
  }

  private List<TallrecSample> samples(History history, List<Candidate> candidates) {
    List<String> liked = new ArrayList<>();
    List<String> disliked = new ArrayList<>();
    for (HistoryItem item : history.latest(form.history()).items()) {
      boolean good = item.value().isEmpty() || form.liked(item.value().getAsDouble());
      (good ? liked : disliked).add(TallrecForm.entry(item.title()));
    }
    List<TallrecSample> samples = new ArrayList<>();
    for (Candidate candidate : candidates) {
      String target = form.target(TallrecForm.entry(candidate.text()));
      // The answer is what is asked for; the sample's own is never sent.
      samples.add(TallrecSample.of(form.noun(), liked, disliked, target, true));
    }
    return samples;
  }
}
