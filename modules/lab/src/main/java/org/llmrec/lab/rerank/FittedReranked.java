package org.llmrec.lab.rerank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.llmrec.core.Deadline;
import org.llmrec.core.Item;
import org.llmrec.data.protocol.Asker;
import org.llmrec.lab.arm.ArmTexts;
import org.llmrec.rerank.Candidate;
import org.llmrec.rerank.Outcome;
import org.llmrec.rerank.RerankRequest;
import org.llmrec.rerank.Reranked;
import org.llmrec.rerank.Reranker;
import org.llmrec.rerank.Reranking;
import org.llmrec.rerank.history.History;
import org.llmrec.rerank.history.HistoryItem;
import org.llmrec.rerank.history.Person;
import org.llmrec.train.method.CurvePoint;
import org.llmrec.train.method.FittedMethod;

/** Scores by the base, and puts the best few above everything else in the model's order. */
final class FittedReranked implements FittedMethod {
  private final FittedMethod base;
  private final Reranker reranker;
  private final RerankSettings how;
  private final List<Item> items;
  private final Map<String, String> texts;
  private final List<String> users;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final AtomicLong lists = new AtomicLong();
  private final AtomicLong prompts = new AtomicLong();
  private final AtomicLong tokens = new AtomicLong();
  private final AtomicLong repaired = new AtomicLong();
  private final AtomicLong without = new AtomicLong();

  /**
   * Takes what was fitted.
   *
   * @param users their keys by number
   */
  FittedReranked(
      FittedMethod base,
      Reranker reranker,
      RerankSettings how,
      ArmTexts texts,
      List<String> users) {
    this.base = base;
    this.reranker = reranker;
    this.how = how;
    this.items = texts.items();
    this.texts = texts.fields().firstEntry().getValue();
    this.users = users;
    for (int item = 0; item < items.size(); item++) {
      numbers.put(items.get(item).id(), item);
    }
  }

  @Override
  public void score(Asker asker, float[] scores) {
    base.score(asker, scores);
    int[] known = asker instanceof Asker.Reader reader ? reader.history() : new int[0];
    List<Integer> best = best(scores, known);
    if (best.size() < 2 || (asker instanceof Asker.Reader && known.length == 0)) {
      return;
    }
    Reranking reranking = reranker.rerank(request(asker, best, scores));
    note(reranking);
    float above = scores[best.getFirst()] + 1;
    int place = best.size();
    for (Reranked item : reranking.items()) {
      scores[numbers.get(item.candidate().id())] = above + place--;
    }
  }

  private List<Integer> best(float[] scores, int[] known) {
    boolean[] left = new boolean[scores.length];
    Arrays.stream(known).forEach(item -> left[item] = true);
    return IntStream.range(0, scores.length)
        .filter(item -> !left[item] && scores[item] > Float.NEGATIVE_INFINITY)
        .boxed()
        .sorted(Comparator.comparingDouble(item -> -scores[item]))
        .limit(how.top())
        .toList();
  }

  private RerankRequest request(Asker asker, List<Integer> best, float[] scores) {
    List<Candidate> candidates = new ArrayList<>();
    for (int item : best) {
      String id = items.get(item).id();
      candidates.add(
          new Candidate(id, texts.getOrDefault(id, items.get(item).title()), scores[item]));
    }
    return switch (asker) {
      case Asker.QueryText query ->
          new RerankRequest(query.text(), candidates, how.top(), Deadline.none());
      case Asker.Reader reader -> RerankRequest.of(person(reader), candidates).top(how.top());
    };
  }

  private Person person(Asker.Reader reader) {
    History history =
        new History(
            Arrays.stream(reader.history()).mapToObj(item -> met(items.get(item), texts)).toList());
    Person person = Person.of(history.latest(how.latest()));
    return reader.known() ? person.id(users.get(reader.user())) : person;
  }

  /** An item as somebody met it; one without a title goes by the first line of its text. */
  static HistoryItem met(Item item, Map<String, String> texts) {
    String title =
        item.title().isBlank()
            ? new Candidate(item.id(), texts.getOrDefault(item.id(), item.id()), 0).title()
            : item.title();
    return HistoryItem.of(item.id(), title).keywords(item.categories());
  }

  private void note(Reranking reranking) {
    lists.incrementAndGet();
    prompts.addAndGet(reranking.cost().prompts());
    tokens.addAndGet(reranking.cost().tokens() + reranking.cost().written());
    if (reranking.outcome() instanceof Outcome.Repaired) {
      repaired.incrementAndGet();
    } else if (!(reranking.outcome() instanceof Outcome.Full)) {
      without.incrementAndGet();
    }
  }

  /** With what the model took until now. */
  @Override
  public Map<String, Double> facts() {
    Map<String, Double> facts = new LinkedHashMap<>(base.facts());
    facts.put("reranked-lists", (double) lists.get());
    facts.put("prompts", (double) prompts.get());
    facts.put("tokens", (double) tokens.get());
    facts.put("repaired-lists", (double) repaired.get());
    facts.put("lists-not-reranked", (double) without.get());
    return facts;
  }

  @Override
  public List<CurvePoint> curve() {
    return base.curve();
  }

  @Override
  public void close() {
    base.close();
  }
}
