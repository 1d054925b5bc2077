package org.llmrec.enrich.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.llmrec.core.Item;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.io.Hashes;
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

  private static final String FOLDER = "/org/llmrec/enrich/prompts/";
  private static final String ITEM = "{{item}}";
  private static final String NEIGHBOURS = "{{neighbours}}";

  private final String id;
  private final int version;
  private final String asks;
  private final String output;
  private final String beforeItem;
  private final String afterItem;
  private final String afterNeighbours;

  private PromptTemplate(String id, int version, String asks, String output, String body) {
    this.id = id;
    this.version = version;
    this.asks = asks;
    this.output = output;
    int item = only(id, body, ITEM);
    beforeItem = body.substring(0, item);
    String rest = body.substring(item + ITEM.length());
    if (rest.contains(NEIGHBOURS)) {
      int neighbours = only(id, rest, NEIGHBOURS);
      afterItem = rest.substring(0, neighbours);
      afterNeighbours = rest.substring(neighbours + NEIGHBOURS.length());
    } else {
      afterItem = rest;
      afterNeighbours = null;
    }
    if ((beforeItem + afterItem + (afterNeighbours == null ? "" : afterNeighbours))
        .contains("{{")) {
      throw new ConfigException(
          "prompt '"
              + id
              + "': expected the slots {{item}} and then {{neighbours}}, found another");
    }
  }

  private static int only(String id, String text, String slot) {
    int at = text.indexOf(slot);
    if (at < 0 || at != text.lastIndexOf(slot)) {
      throw new ConfigException("prompt '" + id + "': expected the slot " + slot + " once");
    }
    return at;
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
          "unknown prompt '" + id + "', known are " + IDS + Nearest.hint(id, IDS));
    }
    String name = id + ".v" + version + ".txt";
    try (InputStream in = PromptTemplate.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new ConfigException("prompt '" + id + "' has no version " + version);
      }
      return parse(id, version, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the prompt " + name, e);
    }
  }

  /** Header lines {@code # key: value}, then the body. */
  static PromptTemplate parse(String id, int version, String text) {
    int start = 0;
    while (text.startsWith("#", start) && text.indexOf('\n', start) >= 0) {
      start = text.indexOf('\n', start) + 1;
    }
    String header = text.substring(0, start);
    if (!value(header, "id").equals(id)
        || !value(header, "version").equals(Integer.toString(version))) {
      throw new ConfigException(
          "prompt '" + id + "' version " + version + ": its header names another");
    }
    String body = text.substring(start).strip();
    return new PromptTemplate(id, version, value(header, "asks"), value(header, "output"), body);
  }

  private static String value(String header, String key) {
    String start = "# " + key + ":";
    return header
        .lines()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()).strip())
        .findFirst()
        .orElse("");
  }

  /** Which of {@link #IDS}. */
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

  @Override
  public List<String> fields() {
    return List.of(id);
  }

  @Override
  public AnswerForm form(String field) {
    return output.contains("tags")
        ? new AnswerForm(AnswerForm.Kind.TAGS, 3, 20)
        : new AnswerForm(AnswerForm.Kind.TEXT, 3, 160);
  }

  @Override
  public Optional<JsonSchema> schema() {
    return Optional.empty();
  }

  @Override
  public int maxTokens() {
    return 256;
  }

  /** Whether the prompt shows the item's neighbours. */
  @Override
  public boolean wantsNeighbours() {
    return afterNeighbours != null;
  }

  /** SHA-256 of the wording: two answers with the same one were asked the same. */
  @Override
  public String sha256() {
    String neighbours = afterNeighbours == null ? "" : NEIGHBOURS + afterNeighbours;
    return Hashes.sha256(beforeItem + ITEM + afterItem + neighbours);
  }

  /**
   * The question about one item.
   *
   * @param neighbours the items to show beside it, nearest first, perhaps none; used only where
   *     {@link #wantsNeighbours()}
   */
  @Override
  public String render(Item item, List<Item> neighbours) {
    String start = beforeItem + ItemJson.of(item) + afterItem;
    return afterNeighbours == null ? start : start + ItemJson.of(neighbours) + afterNeighbours;
  }
}
