package org.llmrec.rerank.explain;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.llmrec.core.Deadline;
import org.llmrec.llm.Capability;
import org.llmrec.llm.Completion;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.FinishReason;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.Sampling;
import org.llmrec.llm.Usage;
import org.llmrec.llm.text.VisibleText;
import org.llmrec.rerank.ground.TitleIndex;
import org.llmrec.rerank.history.History;

/**
 * Asks a language model why items may suit somebody, checks what it says, and falls back on
 * sentences out of the data. Thread-safe if the model is; whoever opened that closes it.
 */
public final class Explainer {
  /** What no later call mends, so that sentences of the template would hide it. */
  private static final Set<ModelException.Kind> BY_OPERATOR =
      EnumSet.of(
          ModelException.Kind.UNAUTHORISED,
          ModelException.Kind.FORBIDDEN,
          ModelException.Kind.NOT_FOUND);

  private final LanguageModel model;
  private final ExplainOptions options;
  private final ReasonCache cache;
  private final RandomGenerator random;
  private final ReasonPrompt prompt;
  private final ReasonCheck check;

  /**
   * Takes what it needs.
   *
   * @param titles of the catalogue, by which a reason that names another item is found out
   * @param cache may be shared with other explainers
   * @param random draws the tag that stands around foreign text in each question; it should not be
   *     foreseeable where the catalogue is written by strangers
   */
  public Explainer(
      LanguageModel model,
      TitleIndex titles,
      ExplainOptions options,
      ReasonCache cache,
      RandomGenerator random) {
    this.model = Objects.requireNonNull(model, "model");
    this.options = Objects.requireNonNull(options, "options");
    this.cache = Objects.requireNonNull(cache, "cache");
    this.random = Objects.requireNonNull(random, "random");
    this.prompt = new ReasonPrompt(options);
    this.check = new ReasonCheck(titles, options.maxCharacters());
  }

  /** What happens during one explanation. */
  private static final class Tally {
    final Map<String, Reason> reasons = new HashMap<>();
    final Map<Flaw, Integer> flaws = new EnumMap<>(Flaw.class);
    int calls;
    int failed;
    long read;
    long written;
    boolean reported = true;

    void use(Usage usage) {
      read += usage.promptTokens();
      written += usage.completionTokens();
      reported &= usage.reported();
    }
  }

  /**
   * One reason for each item, whatever the model writes. A reason with a flaw is asked for once
   * more; what is still flawed, or not there when the deadline passes or calls fail, a template
   * gives.
   *
   * @param items no id twice
   * @param history of whom they are recommended to
   * @throws ModelException if the key is wrong or there is no such model
   * @throws InterruptedException if the thread was asked to stop
   */
  public Explanation explain(List<ItemFields> items, History history, Deadline deadline)
      throws InterruptedException {
    Tally tally = new Tally();
    String met = ReasonCache.hash(history);
    List<ItemFields> open = new ArrayList<>();
    for (ItemFields item : items) {
      Optional<String> kept = cache.get(key(item, met));
      if (kept.isPresent()) {
        tally.reasons.put(item.id(), new Reason(item.id(), kept.get(), Reason.Origin.CACHE));
      } else {
        open.add(item);
      }
    }
    for (Reason.Origin origin : List.of(Reason.Origin.MODEL, Reason.Origin.SECOND_TRY)) {
      List<ItemFields> flawed = new ArrayList<>();
      for (int from = 0; from < open.size(); from += options.batch()) {
        List<ItemFields> some = open.subList(from, Math.min(open.size(), from + options.batch()));
        flawed.addAll(ask(some, history, deadline, origin, tally));
      }
      open = flawed;
    }
    List<Reason> reasons = new ArrayList<>();
    for (ItemFields item : items) {
      Reason reason = tally.reasons.get(item.id());
      if (reason == null) {
        String text = ReasonTemplate.of(item, history);
        reason = new Reason(item.id(), text, Reason.Origin.TEMPLATE);
      } else if (reason.origin() != Reason.Origin.CACHE) {
        cache.put(key(item, met), reason.text());
      }
      reasons.add(reason);
    }
    Usage usage = new Usage(tally.read, tally.written, tally.reported);
    return new Explanation(reasons, tally.flaws, tally.calls, tally.failed, usage);
  }

  private String key(ItemFields item, String history) {
    return ReasonCache.key(item, history, model.info().id(), options);
  }

  /** Puts the good reasons into the tally and gives the items that may be asked for again. */
  private List<ItemFields> ask(
      List<ItemFields> items, History history, Deadline deadline, Reason.Origin origin, Tally tally)
      throws InterruptedException {
    if (deadline.expired()) {
      return List.of();
    }
    boolean again = origin == Reason.Origin.SECOND_TRY;
    CompletionRequest request =
        new CompletionRequest(
            prompt.messages(items, history, tag(), again),
            model.info().can(Capability.JSON_SCHEMA)
                ? Optional.of(prompt.schema(items.size()))
                : Optional.empty(),
            Sampling.greedy(prompt.maxTokens(items.size())),
            deadline);
    tally.calls++;
    Completion completion;
    try {
      completion = model.complete(request);
    } catch (ModelException e) {
      if (BY_OPERATOR.contains(e.kind())) {
        throw e;
      }
      tally.failed++;
      tally.use(e.usage());
      return List.of();
    }
    tally.use(completion.usage());
    Map<String, String> said =
        completion.finish() == FinishReason.CONTENT_FILTER
            ? Map.of()
            : ReasonPrompt.read(completion.text());
    List<ItemFields> flawed = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      ItemFields item = items.get(i);
      String label = ReasonPrompt.label(i);
      // One more than allowed, so that what is too long shows.
      String text = VisibleText.of(said.getOrDefault(label, ""), options.maxCharacters() + 1);
      Optional<Flaw> flaw = check.flaw(text, item, history);
      if (flaw.isEmpty()) {
        tally.reasons.put(item.id(), new Reason(item.id(), text, origin));
      } else {
        tally.flaws.merge(flaw.get(), 1, Integer::sum);
        flawed.add(item);
      }
    }
    return flawed;
  }

  private String tag() {
    synchronized (random) {
      return "data-" + Long.toUnsignedString(random.nextLong(), Character.MAX_RADIX);
    }
  }
}
