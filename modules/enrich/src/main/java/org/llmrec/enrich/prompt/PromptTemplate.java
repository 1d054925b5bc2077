package org.llmrec.enrich.prompt;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.llmrec.core.Item;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LanguageModelCode;
import org.llmrec.core.error.OptionCode;
import org.llmrec.data.record.Nearest;
import org.llmrec.llm.JsonSchema;

/**
 * A question about an item, with a place for the item and, for the two that are guided by
 * engagement, one for its neighbours. Immutable and safe to share between threads.
 *
 * <p>An item's text goes in as JSON and is never read as a template: {@code {{item}}} in a
 * description stays what it is.
 */
public final class PromptTemplate implements Prompt {
  /** The ids of all prompts, in the order in which answers are kept. */
  public static final List<String> IDS =
      List.of(
          "paraphrase", "tag", "infer", "rec-paraphrase", "rec-tag", "rec-infer", "eng", "rec-eng");

  /** The newest version of each of them; asks for JSON, where version 1 asked for plain text. */
  public static final int LATEST = 2;

  private static final String FOLDER = "prompts/";

  private final String id;
  private final int version;
  private final String asks;
  private final String output;
  private final String ask;
  private final AnswerForm form;
  private final Optional<JsonSchema> schema;
  private final int maxTokens;
  private final Slots slots;

  private PromptTemplate(String id, int version, PromptText text, AnswerForm form) {
    this.id = id;
    this.version = version;
    this.asks = text.value("asks");
    this.output = text.value("output");
    this.ask = text.value("ask");
    this.form = form;
    this.schema =
        text.json(id)
            ? Optional.of(FormSchema.of(id, Map.of(form.kind().label(), form)))
            : Optional.empty();
    this.maxTokens = text.count(id, "tokens", form.tokens());
    this.slots = Slots.of(id, text.body());
  }

  private PromptTemplate(PromptTemplate other, Slots slots) {
    this.id = other.id;
    this.version = other.version;
    this.asks = other.asks;
    this.output = other.output;
    this.ask = other.ask;
    this.form = other.form;
    this.schema = other.schema;
    this.maxTokens = other.maxTokens;
    this.slots = slots;
  }

  /**
   * Reads the template that comes with the library.
   *
   * @param id one of {@link #IDS}
   * @param version from 1 on
   * @throws ConfigException if there is no such prompt or version
   */
  public static PromptTemplate load(String id, int version) {
    if (!IDS.contains(id)) {
      throw new ConfigException(
          OptionCode.NAME_UNKNOWN,
          "unknown prompt '" + id + "', known are " + IDS + Nearest.hint(id, IDS));
    }
    return parse(
        id,
        version,
        PromptFiles.read(FOLDER + id + ".v" + version + ".txt")
            .orElseThrow(
                () ->
                    new ConfigException(
                        OptionCode.NAME_UNKNOWN, "prompt '" + id + "' has no version " + version)));
  }

  /**
   * Reads the newest version, {@link #LATEST}.
   *
   * @param id one of {@link #IDS}
   * @throws ConfigException if there is no such prompt
   */
  public static PromptTemplate latest(String id) {
    return load(id, LATEST);
  }

  /** Header lines {@code # key: value}, then the body. */
  static PromptTemplate parse(String id, int version, String text) {
    PromptText read = PromptText.of(id, text);
    if (!read.value("id").equals(id) || !read.value("version").equals(Integer.toString(version))) {
      throw new ConfigException(
          LanguageModelCode.PROMPT_REFUSED,
          "prompt '" + id + "' version " + version + ": its header names another");
    }
    // Version 1 states its form in words only.
    AnswerForm.Kind kind =
        read.value("output").contains("tags") ? AnswerForm.Kind.TAGS : AnswerForm.Kind.TEXT;
    return of(id, version, read, read.form(id).orElseGet(() -> AnswerForm.usual(kind)));
  }

  /** From parts that have been checked. */
  static PromptTemplate of(String id, int version, PromptText text, AnswerForm form) {
    return new PromptTemplate(id, version, text, form);
  }

  /**
   * The same question with a last line that asks for an answer in a language. Its wording, and with
   * it every key, is another one.
   */
  public PromptTemplate inLanguage(Locale language) {
    return new PromptTemplate(this, slots.then("\n" + Wording.language(language)));
  }

  /** Which of {@link #IDS}, or the name of an own prompt. */
  @Override
  public String id() {
    return id;
  }

  /** From 1 on; another wording is another version. */
  @Override
  public int version() {
    return version;
  }

  /** What it asks for, in a line. */
  public String asks() {
    return asks;
  }

  /** What an answer should look like, in a line. */
  public String output() {
    return output;
  }

  /** How an own prompt asks within a {@link PromptPack}; empty if it doesn't say. */
  String ask() {
    return ask;
  }

  @Override
  public List<String> fields() {
    return List.of(id);
  }

  @Override
  public AnswerForm form(String field) {
    return form;
  }

  @Override
  public Optional<JsonSchema> schema() {
    return schema;
  }

  @Override
  public int maxTokens() {
    return maxTokens;
  }

  /** Whether the prompt shows the item's neighbours. */
  @Override
  public boolean wantsNeighbours() {
    return slots.afterNeighbours().isPresent();
  }

  /** SHA-256 of the wording: two answers with the same one were asked the same. */
  @Override
  public String sha256() {
    return slots.sha256();
  }

  /**
   * The question about one item.
   *
   * @param neighbours the items to show beside it, nearest first, perhaps none; used only where
   *     {@link #wantsNeighbours()}
   */
  @Override
  public String render(Item item, List<Item> neighbours) {
    return slots.render(item, neighbours);
  }
}
