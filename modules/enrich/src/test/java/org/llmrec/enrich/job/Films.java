package org.llmrec.enrich.job;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.llmrec.core.Item;
import org.llmrec.enrich.neighbour.NeighbourSource;
import org.llmrec.enrich.prompt.Prompt;
import org.llmrec.enrich.prompt.PromptTemplate;
import org.llmrec.llm.Sampling;
import org.llmrec.llm.guard.GuardOptions;
import org.llmrec.llm.price.Budget;
import org.llmrec.llm.price.Price;

/** A catalogue of films that nobody made, and jobs over it. */
final class Films {
  static final Price PRICE = new Price(1, 2, 0.5);

  private Films() {}

  static Item film(int number) {
    return new Item(
        "f" + number,
        "Film " + number,
        "A film about the number " + number + ".",
        List.of("Drama"),
        Map.of());
  }

  static Workload workload(int items, String... prompts) {
    return workload(items, Films::film, prompts);
  }

  static Workload workload(int items, IntFunction<Item> film, String... prompts) {
    List<Prompt> templates =
        IntStream.range(0, prompts.length)
            .<Prompt>mapToObj(i -> PromptTemplate.load(prompts[i], 2))
            .toList();
    return new Workload(
        new Questions(templates, NeighbourSource.none(), ScriptedModel.ID, Sampling.greedy(200)),
        items,
        () -> IntStream.range(0, items).mapToObj(film));
  }

  /** Four at once, five attempts without a wait, no limit on retries. */
  static JobOptions options() {
    return JobOptions.defaults()
        .concurrency(4)
        .price(PRICE)
        .guard(
            new GuardOptions(
                5,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofSeconds(1),
                1000,
                1000,
                0,
                0,
                0,
                Duration.ZERO,
                Duration.ZERO));
  }

  static Budget calls(long most) {
    return new Budget(OptionalDouble.empty(), OptionalLong.empty(), OptionalLong.of(most));
  }
}
