package org.llmrec.enrich.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.llmrec.core.Item;
import org.llmrec.core.json.Json;
import org.llmrec.enrich.neighbour.NeighbourSource;
import org.llmrec.enrich.prompt.Prompt;
import org.llmrec.enrich.store.AnswerKey;
import org.llmrec.llm.Sampling;

/**
 * Every prompt about every item: items in the order they come, and for each the prompts in theirs.
 * Holds no item.
 */
public final class Questions {
  private final List<Prompt> prompts;
  private final NeighbourSource neighbours;
  private final String model;
  private final Sampling sampling;
  private final Map<String, String> parameters;

  /**
   * Of these prompts.
   *
   * @param neighbours asked only for prompts that want them
   * @param model its {@link org.llmrec.llm.ModelInfo#id}
   * @param sampling {@code maxTokens} is an upper limit; a prompt that needs fewer gets fewer
   */
  public Questions(
      List<Prompt> prompts, NeighbourSource neighbours, String model, Sampling sampling) {
    this.prompts = List.copyOf(prompts);
    this.neighbours = neighbours;
    this.model = model;
    this.sampling = sampling;
    Map<String, String> byPrompt = new HashMap<>();
    this.prompts.forEach(prompt -> byPrompt.put(prompt.id(), Json.line(sampling(prompt))));
    parameters = Map.copyOf(byPrompt);
  }

  /** The questions about one item, in the order of the prompts. */
  public List<Question> about(Item item) throws IOException {
    Optional<NeighbourSource.Near> near = Optional.empty();
    if (prompts.stream().anyMatch(Prompt::wantsNeighbours)) {
      near = Optional.of(neighbours.of(item.id()));
    }
    List<Question> questions = new ArrayList<>();
    for (Prompt prompt : prompts) {
      List<Item> shown = prompt.wantsNeighbours() ? near.orElseThrow().items() : List.<Item>of();
      String text = prompt.render(item, shown);
      questions.add(
          new Question(
              item.id(),
              prompt,
              text,
              AnswerKey.of(prompt, text, model, parameters(prompt)),
              shown.stream().map(Item::id).toList(),
              prompt.wantsNeighbours() ? near.orElseThrow().graph() : ""));
    }
    return questions;
  }

  /** The sampling of a prompt's calls. */
  public Sampling sampling(Prompt prompt) {
    return new Sampling(
        sampling.temperature(),
        sampling.topP(),
        Math.min(sampling.maxTokens(), prompt.maxTokens()),
        sampling.seed(),
        sampling.stop());
  }

  /** The same in a stable form, for one of these prompts: part of the key. */
  public String parameters(Prompt prompt) {
    return parameters.get(prompt.id());
  }

  /** The prompts. */
  public List<Prompt> prompts() {
    return prompts;
  }

  /** What the model is called. */
  public String model() {
    return model;
  }

  /** All questions, one item after the other; closes {@code items} when closed. */
  public Stream<Question> about(Stream<Item> items) {
    return items.flatMap(
        item -> {
          try {
            return about(item).stream();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
