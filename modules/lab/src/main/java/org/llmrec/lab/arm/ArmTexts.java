package org.llmrec.lab.arm;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.llmrec.core.Item;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.core.error.WorkspaceCode;
import org.llmrec.core.text.ItemText;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.enrich.answer.Answer;
import org.llmrec.lab.arm.TextArm.Change;
import org.llmrec.train.method.TextVectors;

/**
 * What an arm says of the items: their texts by field. Immutable and thread-safe.
 *
 * <p>The first field, {@code description} (in the arm {@code title}: {@code title}), has a text for
 * every item, the one that {@link ItemText} makes; then comes a field for each prompt, with a text
 * for each item that has an answer.
 */
public final class ArmTexts {
  /** The field of the catalogue's own text. */
  public static final String DESCRIPTION = "description";

  /** The field of title and categories. */
  public static final String TITLE = "title";

  private final TextArm arm;
  private final List<Item> items;
  private final SequencedMap<String, Map<String, String>> fields;
  private final Optional<String> graph;

  private ArmTexts(
      TextArm arm,
      List<Item> items,
      SequencedMap<String, Map<String, String>> fields,
      Optional<String> graph) {
    this.arm = arm;
    this.items = List.copyOf(items);
    this.fields = Collections.unmodifiableSequencedMap(fields);
    this.graph = graph;
  }

  /**
   * The texts of an arm.
   *
   * @param items the catalogue; titles are recognised, and placebos dealt out, among these
   * @param answers of several answers about an item to one prompt the first counts; those about
   *     other items, and to prompts that the arm is not about, do not
   * @param seed of the placebo
   * @throws ConfigException if no item has an answer that the arm is about, or the answers were
   *     written from different interactions
   */
  public static ArmTexts of(TextArm arm, List<Item> items, List<Answer> answers, long seed) {
    SequencedMap<String, Map<String, String>> byPrompt = new LinkedHashMap<>();
    Optional<String> graph = collect(arm, items, answers, byPrompt);
    List<Item> shown = items;
    if (arm.texts().equals(TextArm.TITLE)) {
      shown = items.stream().map(ArmTexts::titleOnly).toList();
    }
    if (arm.has(Change.ANONYMISED)) {
      Anonymiser anonymiser = new Anonymiser(items);
      shown = shown.stream().map(item -> anonymous(item, anonymiser)).toList();
      byPrompt.values().forEach(texts -> texts.replaceAll(anonymiser::text));
    }
    if (arm.has(Change.PLACEBO)) {
      deal(byPrompt, seed);
    }
    SequencedMap<String, Map<String, String>> fields = new LinkedHashMap<>();
    Map<String, String> own = new LinkedHashMap<>();
    shown.forEach(item -> own.put(item.id(), ItemText.of(item).text()));
    fields.put(
        arm.texts().equals(TextArm.TITLE) ? TITLE : DESCRIPTION, Collections.unmodifiableMap(own));
    byPrompt.forEach((prompt, texts) -> fields.put(prompt, Collections.unmodifiableMap(texts)));
    return new ArmTexts(arm, shown, fields, graph);
  }

  /** Fills {@code byPrompt} in the order of prompts and items; tells what they were built on. */
  private static Optional<String> collect(
      TextArm arm,
      List<Item> items,
      List<Answer> answers,
      SequencedMap<String, Map<String, String>> byPrompt) {
    Map<String, Map<String, Answer>> found = new HashMap<>();
    Set<String> known = new HashSet<>();
    items.forEach(item -> known.add(item.id()));
    for (Answer answer : answers) {
      if (known.contains(answer.item())) {
        found
            .computeIfAbsent(answer.prompt(), p -> new HashMap<>())
            .putIfAbsent(answer.item(), answer);
      }
    }
    TreeSet<String> graphs = new TreeSet<>();
    for (String prompt : arm.prompts()) {
      Map<String, Answer> byItem = found.getOrDefault(prompt, Map.of());
      Map<String, String> texts = new LinkedHashMap<>();
      for (Item item : items) {
        Answer answer = byItem.get(item.id());
        if (answer != null) {
          texts.put(item.id(), answer.answer());
          graphs.add(answer.graph());
        }
      }
      if (!texts.isEmpty()) {
        byPrompt.put(prompt, texts);
      }
    }
    if (byPrompt.isEmpty() && !arm.prompts().isEmpty()) {
      throw new ConfigException(
          WorkspaceCode.ANSWERS_MISSING,
          "texts '"
              + arm
              + "': expected answers to "
              + arm.prompts()
              + ", found none about these "
              + items.size()
              + " items");
    }
    graphs.remove("");
    if (graphs.size() > 1) {
      throw new ConfigException(
          DataCode.DATA_LEAK,
          "texts '"
              + arm
              + "': expected answers built on one set of interactions, found the hashes "
              + graphs
              + "; no split can admit them all");
    }
    return graphs.stream().findFirst();
  }

  private static Item titleOnly(Item item) {
    return new Item(item.id(), item.title(), "", item.categories(), Map.of());
  }

  /** Without attributes: the address of a page about the item spells its title out. */
  private static Item anonymous(Item item, Anonymiser anonymiser) {
    UnaryOperator<String> text = t -> anonymiser.text(item.id(), t);
    return new Item(
        item.id(),
        anonymiser.title(item),
        text.apply(item.description()),
        item.categories(),
        Map.of());
  }

  private static void deal(SequencedMap<String, Map<String, String>> byPrompt, long seed) {
    Map<String, Set<String>> holders = new LinkedHashMap<>();
    byPrompt.forEach((prompt, texts) -> holders.put(prompt, texts.keySet()));
    Map<String, Map<String, String>> donors = Placebo.donors(holders, seed);
    byPrompt.replaceAll(
        (prompt, texts) -> {
          Map<String, String> dealt = new LinkedHashMap<>();
          texts.keySet().forEach(item -> dealt.put(item, texts.get(donors.get(prompt).get(item))));
          return dealt;
        });
  }

  /** Whose texts these are. */
  public TextArm arm() {
    return arm;
  }

  /**
   * The items as the arm shows them, in the catalogue's order: without description and attributes
   * in the arm {@code title}; with the year for a title, and without attributes, when anonymised.
   */
  public List<Item> items() {
    return items;
  }

  /**
   * Per field the texts by item, in the order of concatenation; items without a text have no entry.
   * To be read only.
   */
  public SequencedMap<String, Map<String, String>> fields() {
    return fields;
  }

  /** How many items have no text in that field. */
  public int missing(String field) {
    return items.size() - fields.getOrDefault(field, Map.of()).size();
  }

  /** The hash of the interactions that answers were written from, where they were from any. */
  public Optional<String> graph() {
    return graph;
  }

  /**
   * This, if its texts saw nothing but what the data may be learnt from.
   *
   * @throws ConfigException if they were written from other interactions, which may hold the
   *     answers
   */
  public ArmTexts checkedFor(TrainingData data) {
    TextVectors.requireAdmitted(arm.name(), graph, data);
    return this;
  }
}
