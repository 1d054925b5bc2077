package org.llmrec.enrich.prompt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.llmrec.core.Item;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LanguageModelCode;
import org.llmrec.llm.JsonSchema;

/**
 * Several questions about an item in one call, answered by one JSON object with a field for each.
 * The item's text goes in once, and so do its neighbours if one of the questions wants them. That
 * saves most of the tokens read; what it costs is that the answers can lean on each other, and that
 * with an engagement prompt in the pack every answer has seen the neighbours. So a pack is a prompt
 * with a name and versions of its own, and its answers are never mixed up with those of the single
 * prompts. Immutable and safe to share between threads.
 */
public final class PromptPack implements Prompt {
  /** The newest version of the frame and of the questions within it. */
  public static final int LATEST = 1;

  private static final String FOLDER = "packs/";
  private static final String QUESTIONS = "{{questions}}";
  private static final String OBJECT = "{{object}}";

  private final String id;
  private final Map<String, AnswerForm> forms;
  private final JsonSchema schema;
  private final int maxTokens;
  private final Slots slots;

  private PromptPack(
      String id, Map<String, AnswerForm> forms, JsonSchema schema, int maxTokens, Slots slots) {
    this.id = id;
    this.forms = forms;
    this.schema = schema;
    this.maxTokens = maxTokens;
    this.slots = slots;
  }

  /**
   * Packs prompts, in the given order.
   *
   * @param prompts two or more of the library's ({@link PromptTemplate#latest}) and of the user's
   *     own, the latter with a header line {@code # ask:}
   * @throws ConfigException if there are fewer than two, one is there twice, or an own one does not
   *     say how it asks within a pack
   */
  public static PromptPack of(List<PromptTemplate> prompts) {
    if (prompts.size() < 2) {
      throw new ConfigException(
          LanguageModelCode.PROMPT_REFUSED,
          "expected two or more prompts to pack, found " + prompts.size());
    }
    List<String> ids = prompts.stream().map(PromptTemplate::id).toList();
    if (new LinkedHashSet<>(ids).size() < ids.size()) {
      throw new ConfigException(
          LanguageModelCode.PROMPT_REFUSED, "expected every prompt once in a pack, found " + ids);
    }
    Map<String, AnswerForm> forms = new LinkedHashMap<>();
    List<String> questions = new ArrayList<>();
    int tokens = 0;
    for (PromptTemplate prompt : prompts) {
      forms.put(prompt.id(), prompt.form(prompt.id()));
      questions.add("\"" + prompt.id() + "\": " + question(prompt));
      tokens += prompt.maxTokens();
    }
    boolean neighbours = prompts.stream().anyMatch(PromptTemplate::wantsNeighbours);
    String frame =
        PromptText.of("pack", file(neighbours ? "frame-neighbours" : "frame"))
            .body()
            .replace(OBJECT, Wording.object(forms))
            .replace(QUESTIONS, String.join("\n", questions));
    return new PromptPack(
        ids.stream().collect(Collectors.joining("+", "pack(", ")")),
        forms,
        FormSchema.of("pack", forms),
        tokens,
        Slots.of("pack", frame));
  }

  private static String question(PromptTemplate prompt) {
    if (PromptTemplate.IDS.contains(prompt.id())) {
      return PromptText.of(prompt.id(), file(prompt.id())).body();
    }
    if (prompt.ask().isEmpty()) {
      throw new ConfigException(
          LanguageModelCode.PROMPT_REFUSED,
          "prompt '"
              + prompt.id()
              + "' cannot be packed: expected a header line '# ask: <the question in one line>';"
              + " add it, or ask without a pack");
    }
    AnswerForm form = prompt.form(prompt.id());
    return prompt.ask()
        + (form.kind() == AnswerForm.Kind.TAGS
            ? " Give a list of " + form.min() + " to " + form.max() + " lowercase tags."
            : " Give running text of at most " + form.max() + " words.");
  }

  private static String file(String name) {
    String file = FOLDER + name + ".v" + LATEST + ".txt";
    return PromptFiles.read(file).orElseThrow(() -> new AssertionError(file + " is packaged"));
  }

  /** The same questions with a last line that asks for answers in a language. */
  public PromptPack inLanguage(Locale language) {
    return new PromptPack(
        id, forms, schema, maxTokens, slots.then("\n" + Wording.language(language)));
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public int version() {
    return LATEST;
  }

  @Override
  public List<String> fields() {
    return List.copyOf(forms.keySet());
  }

  @Override
  public AnswerForm form(String field) {
    AnswerForm form = forms.get(field);
    if (form == null) {
      throw new IllegalArgumentException("expected one of " + fields() + ", found " + field);
    }
    return form;
  }

  /** A field of the answer is named by its prompt. */
  @Override
  public String property(String field) {
    return field;
  }

  @Override
  public boolean wantsNeighbours() {
    return slots.afterNeighbours().isPresent();
  }

  @Override
  public Optional<JsonSchema> schema() {
    return Optional.of(schema);
  }

  /** Those of all its prompts together. */
  @Override
  public int maxTokens() {
    return maxTokens;
  }

  @Override
  public String sha256() {
    return slots.sha256();
  }

  @Override
  public String render(Item item, List<Item> neighbours) {
    return slots.render(item, neighbours);
  }
}
