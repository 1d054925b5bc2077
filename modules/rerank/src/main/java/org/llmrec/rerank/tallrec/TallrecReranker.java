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
import org.llmrec.rerank.history.HistoryItem;
import org.llmrec.rerank.history.Person;

/**
 * Orders candidates by how surely a language model says that somebody with the request's history
 * will like them. The first line of a candidate's text stands in the question as its title; the
 * request's query is not looked at. Where nothing is known of the person nobody is asked.
 * Thread-safe. It owns nothing: whoever opened the model closes it.
 */
public final class TallrecReranker implements Reranker {
  private final TallrecAnswers answers;
  private final TallrecForm form;
  private final TallrecRule rule;
  private final Optional<Price> price;
  private final AtomicLong allEqual = new AtomicLong();

  /**
   * Makes one.
   *
   * @param form its noun, threshold and length of history; without a creator, titles are all that a
   *     history has
   * @param rule which score
   * @param price of the model, if it is known
   */
  public TallrecReranker(
      TallrecAnswers answers, TallrecForm form, TallrecRule rule, Optional<Price> price) {
    this.answers = Objects.requireNonNull(answers, "answers");
    this.form = Objects.requireNonNull(form, "form");
    this.rule = Objects.requireNonNull(rule, "rule");
    this.price = Objects.requireNonNull(price, "price");
  }

  /** Of tastes alone. */
  @Override
  public boolean takes(RerankRequest.Aim aim) {
    return aim == RerankRequest.Aim.TASTE;
  }

  /**
   * How many lists of two candidates or more came back with one score for all of them, so that
   * nothing was reordered. Where this grows with the lists, the model is of no use.
   */
  public long allEqual() {
    return allEqual.get();
  }

  /**
   * Reranks. Whether an item of the history was liked the person says, or where they do not, the
   * form's threshold; without a value it was: somebody chose it. What is scored when the deadline
   * passes counts, and the rest stays where it is.
   *
   * @throws LlmrecException naming the model, if it fails, shows neither answer, or the thread is
   *     interrupted
   */
  @Override
  public Reranking rerank(RerankRequest request) {
    long begin = System.nanoTime();
    List<Candidate> head = request.head();
    if (!request.person().known() && !head.isEmpty()) {
      return Reranking.ofUnknown(request);
    }
    List<TallrecSample> samples = samples(request.person(), head);
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
            price.isPresent() ? price.get().of(read, written) : Double.NaN,
            Duration.ofNanos(System.nanoTime() - begin));
    return Reranking.byScores(request, scores, outcome, cost);
  }

  private List<TallrecSample> samples(Person person, List<Candidate> candidates) {
    List<String> liked = new ArrayList<>();
    List<String> disliked = new ArrayList<>();
    for (HistoryItem item : person.history().latest(form.history()).items()) {
      boolean good =
          person.likedFrom().isPresent() || item.value().isEmpty()
              ? person.liked(item)
              : form.liked(item.value().getAsDouble());
      (good ? liked : disliked).add(TallrecForm.entry(item.title()));
    }
    List<TallrecSample> samples = new ArrayList<>();
    for (Candidate candidate : candidates) {
      String target = form.target(TallrecForm.entry(candidate.title()));
      // The answer is what is asked for; the sample's own is never sent.
      samples.add(TallrecSample.of(form.noun(), liked, disliked, target, true));
    }
    return samples;
  }
}
