package org.llmrec.enrich.job;

import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.llmrec.enrich.prompt.AnswerForm;
import org.llmrec.enrich.prompt.Prompt;
import org.llmrec.enrich.store.AnswerStore;
import org.llmrec.enrich.store.StoredAnswer;
import org.llmrec.llm.JsonSchema;
import org.llmrec.llm.Message;
import org.llmrec.llm.TokenEstimate;
import org.llmrec.llm.price.Price;

/**
 * What a job would ask and what that would cost, found without a call. Retries and repairs come on
 * top. Immutable.
 *
 * @param prompts in the order of the job
 */
public record EnrichmentPlan(List<PromptPlan> prompts) {
  private static final double TOKENS_PER_WORD = 1.4;
  private static final double TOKENS_PER_TAG = 4;

  /** Braces, quotes and the field's name. */
  private static final double TOKENS_PER_FIELD = 6;

  /** Copies the list. */
  public EnrichmentPlan {
    prompts = List.copyOf(prompts);
  }

  /**
   * Looks every question up. What a change would cost, of neighbour lists or of a prompt, comes
   * from a workload with the new ones. Takes 16 bytes for every question to ask.
   *
   * @throws IOException if the catalogue or the store cannot be read
   */
  public static EnrichmentPlan of(Workload workload, AnswerStore store, JobOptions options)
      throws IOException {
    Map<String, Counts> counts = new LinkedHashMap<>();
    workload.questions().prompts().forEach(prompt -> counts.put(prompt.id(), new Counts(prompt)));
    // Nothing in the store was written by a run that makes none.
    Triage triage = new Triage(store, options, Instant.MAX);
    KeySet asked = new KeySet();
    try (Stream<Question> questions = workload.stream()) {
      Iterator<Question> all = questions.iterator();
      for (List<Question> batch = Triage.next(all); !batch.isEmpty(); batch = Triage.next(all)) {
        List<Triage.Fate> fates = triage.fates(batch, key -> false);
        for (int i = 0; i < batch.size(); i++) {
          Question question = batch.get(i);
          Triage.Fate fate = fates.get(i);
          boolean again = fate == Triage.Fate.ASK && !asked.add(question.key());
          counts.get(question.prompt().id()).count(question, again ? Triage.Fate.SHARED : fate);
        }
      }
    }
    try (Stream<StoredAnswer> rows = store.all()) {
      rows.filter(row -> row.completionTokens() > 0)
          .forEach(
              row ->
                  Optional.ofNullable(counts.get(row.prompt())).ifPresent(each -> each.learn(row)));
    }
    return new EnrichmentPlan(
        counts.values().stream().map(each -> each.plan(options.price())).toList());
  }

  /** Calls to make. */
  public long calls() {
    return prompts.stream().mapToLong(PromptPlan::ask).sum();
  }

  /** Tokens of all calls, read and written. */
  public long tokens() {
    return prompts.stream().mapToLong(p -> p.promptTokens() + p.completionTokens()).sum();
  }

  /** Cost of all calls; absent where no price is known. */
  public OptionalDouble cost() {
    return sum(prompts.stream().map(PromptPlan::cost).toList());
  }

  /** Cost of the same calls in batches; absent where no price is known. */
  public OptionalDouble batchCost() {
    return sum(prompts.stream().map(PromptPlan::batchCost).toList());
  }

  private static OptionalDouble sum(List<OptionalDouble> parts) {
    return parts.stream().allMatch(OptionalDouble::isPresent)
        ? OptionalDouble.of(parts.stream().mapToDouble(OptionalDouble::getAsDouble).sum())
        : OptionalDouble.empty();
  }

  /** One prompt's, while the catalogue goes by. */
  private static final class Counts {
    private final Prompt prompt;
    private final long schemaTokens;
    private long questions;
    private long present;
    private long shared;
    private long promptTokens;
    private long answers;
    private long answerTokens;

    Counts(Prompt prompt) {
      this.prompt = prompt;
      schemaTokens = prompt.schema().map(JsonSchema::json).map(TokenEstimate::of).orElse(0L);
    }

    void count(Question question, Triage.Fate fate) {
      questions++;
      switch (fate) {
        case PRESENT -> present++;
        case SHARED -> shared++;
        case ASK ->
            promptTokens += schemaTokens + TokenEstimate.of(List.of(Message.user(question.text())));
      }
    }

    void learn(StoredAnswer row) {
      if (row.version() == prompt.version()) {
        answers++;
        answerTokens += row.completionTokens();
      }
    }

    PromptPlan plan(Optional<Price> price) {
      long ask = questions - present - shared;
      boolean measured = answers > 0;
      double perAnswer = measured ? (double) answerTokens / answers : assumed();
      long completionTokens = Math.round(ask * perAnswer);
      return new PromptPlan(
          prompt.id(),
          questions,
          present,
          shared,
          ask,
          promptTokens,
          completionTokens,
          perAnswer,
          measured,
          cost(price, promptTokens, completionTokens),
          cost(price.map(Price::batched), promptTokens, completionTokens));
    }

    private static OptionalDouble cost(Optional<Price> price, long read, long written) {
      return price.stream().mapToDouble(each -> each.of(read, written)).findFirst();
    }

    /** Halfway between the shortest and the longest answer that would do. */
    private double assumed() {
      double tokens = 0;
      for (String field : prompt.fields()) {
        AnswerForm form = prompt.form(field);
        double middle = (form.min() + form.max()) / 2.0;
        tokens +=
            TOKENS_PER_FIELD
                + middle * (form.kind() == AnswerForm.Kind.TAGS ? TOKENS_PER_TAG : TOKENS_PER_WORD);
      }
      return Math.min(tokens, prompt.maxTokens());
    }
  }
}
