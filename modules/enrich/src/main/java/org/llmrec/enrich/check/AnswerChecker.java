package org.llmrec.enrich.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.llmrec.enrich.prompt.AnswerForm;
import org.llmrec.enrich.prompt.Prompt;
import org.llmrec.llm.Completion;
import org.llmrec.llm.FinishReason;
import org.llmrec.llm.JsonSchema;
import org.llmrec.llm.text.RawAnswer;

/**
 * Looks at answers.
 *
 * <p>What does no harm is put right without a word: a block of thoughts before the answer, a code
 * fence or prose around the one JSON object, quotation marks around a text, control and direction
 * characters, line ends within a paragraph; tags in capitals, numbered, twice, in one string, too
 * many or (a few of them) too long.
 *
 * <p>Problems are: an answer that was cut off or held back, no JSON object or one of another shape
 * than the schema's, an empty, too short or too long text, too few tags, a list or headings in
 * running text, the question or the item's own text again, the same words over and over, a refusal,
 * talk about the task, placeholders, another language than the wanted one.
 *
 * <p>HTML and the like stay what they are, part of a text: whoever shows it has to escape it.
 * Immutable and safe to share between threads.
 */
public final class AnswerChecker {
  /** Longer than any answer within its tokens; the rest is not looked at. */
  private static final int MAX_CHARACTERS = 100_000;

  private final Optional<LanguageCheck> language;

  /**
   * For answers in a language.
   *
   * @param language that texts have to be in; absent for any
   */
  public AnswerChecker(Optional<Locale> language) {
    this.language = language.map(LanguageCheck::new);
  }

  /**
   * Looks at an answer.
   *
   * @param prompt what was asked
   * @param question as it was rendered: an answer that repeats it is none
   */
  public Verdict check(Prompt prompt, String question, Completion completion) {
    List<String> problems = new ArrayList<>();
    boolean cut = completion.finish() == FinishReason.LENGTH;
    if (cut) {
      problems.add("The answer was cut off at the most tokens allowed; write a shorter one.");
    } else if (completion.finish() == FinishReason.CONTENT_FILTER) {
      problems.add("Part of the answer was held back for its content; answer without it.");
    }
    String raw = RawAnswer.plain(cut(completion.text()));
    Map<String, String> texts = new LinkedHashMap<>();
    if (raw.isBlank()) {
      problems.add("The answer is empty.");
    } else if (prompt.schema().isEmpty()) {
      String field = prompt.fields().get(0);
      put(texts, field, field(prompt.form(field), RawAnswer.unwrapped(raw), question, problems));
    } else {
      json(prompt, prompt.schema().get(), raw, question, cut, texts, problems);
    }
    return new Verdict(texts, problems);
  }

  private static String cut(String text) {
    return text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS);
  }

  private void json(
      Prompt prompt,
      JsonSchema schema,
      String raw,
      String question,
      boolean cut,
      Map<String, String> texts,
      List<String> problems) {
    List<ObjectNode> objects = RawAnswer.objects(raw);
    if (objects.size() != 1) {
      // Half an object is no object; that it was cut off has been said.
      if (!cut) {
        problems.add(
            "Expected exactly one JSON object, found "
                + (objects.isEmpty() ? "none." : objects.size() + "."));
      }
      prose(prompt, raw, texts);
      return;
    }
    ObjectNode object = objects.get(0);
    ObjectNode cleaned = object.deepCopy();
    List<String> found = new ArrayList<>();
    for (String field : prompt.fields()) {
      String property = prompt.property(field);
      AnswerForm form = prompt.form(field);
      Optional<String> value = value(object.path(property), form);
      if (value.isPresent()) {
        List<String> own = new ArrayList<>();
        String text = field(form, value.get(), question, own);
        put(texts, field, text);
        cleaned.set(property, node(form, text));
        own.forEach(
            problem ->
                found.add(
                    prompt.fields().size() == 1
                        ? problem
                        : "Field \"" + property + "\": " + problem));
      }
    }
    problems.addAll(SchemaCheck.shape(prompt, schema, cleaned, found.isEmpty()));
    problems.addAll(found);
  }

  /** Somebody who takes answers with problems gets the text that came instead of the object. */
  private static void prose(Prompt prompt, String raw, Map<String, String> texts) {
    String field = prompt.fields().get(0);
    if (prompt.fields().size() == 1
        && prompt.form(field).kind() == AnswerForm.Kind.TEXT
        && raw.indexOf('{') < 0) {
      put(texts, field, RunningText.clean(RawAnswer.unwrapped(raw), prompt.form(field)));
    }
  }

  private static JsonNode node(AnswerForm form, String text) {
    return form.kind() == AnswerForm.Kind.TAGS ? Tags.node(text) : TextNode.valueOf(text);
  }

  private String field(AnswerForm form, String value, String question, List<String> problems) {
    String text;
    if (form.kind() == AnswerForm.Kind.TAGS) {
      text = Tags.check(value, form, problems);
    } else {
      text = RunningText.check(value, form, problems);
      Repetition.check(text, question, problems);
    }
    if (!text.isEmpty()) {
      Phrases.check(value, problems);
      language.ifPresent(check -> check.check(text, form.kind(), problems));
    }
    return text;
  }

  private static void put(Map<String, String> texts, String field, String text) {
    if (!text.isEmpty()) {
      texts.put(field, text);
    }
  }

  /** The text of a field, one tag a line; empty if the node is of another type. */
  private static Optional<String> value(JsonNode node, AnswerForm form) {
    if (form.kind() == AnswerForm.Kind.TEXT) {
      return Optional.ofNullable(node.textValue());
    }
    if (!node.isArray()) {
      return Optional.empty();
    }
    StringBuilder lines = new StringBuilder();
    for (JsonNode tag : node) {
      if (!tag.isTextual()) {
        return Optional.empty();
      }
      lines.append(tag.textValue()).append('\n');
    }
    return Optional.of(lines.toString());
  }
}
