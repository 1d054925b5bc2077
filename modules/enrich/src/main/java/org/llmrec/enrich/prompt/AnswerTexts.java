package org.llmrec.enrich.prompt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.ModelCallCode;
import org.llmrec.core.json.Json;

/**
 * Between the texts of an answer's fields and the one text under which an answer is kept: the text
 * itself for a single prompt, a JSON object from field to text for a pack. Stateless and
 * thread-safe.
 */
public final class AnswerTexts {
  private static final String PACK = "pack(";

  private AnswerTexts() {}

  /**
   * The texts as one; equal texts give equal ones.
   *
   * @param texts of the prompt's fields; of a pack perhaps not all of them
   * @return empty where there is no text
   */
  public static String join(Prompt prompt, Map<String, String> texts) {
    if (prompt.id().startsWith(PACK)) {
      return texts.isEmpty() ? "" : Json.line(new TreeMap<>(texts));
    }
    return texts.getOrDefault(prompt.id(), "");
  }

  /**
   * The texts by field again.
   *
   * @param prompt the id that the answer is kept with
   * @param answer as {@link #join} made it
   * @throws LlmrecException if the answer of a pack is not such an object
   */
  public static Map<String, String> split(String prompt, String answer) {
    if (answer.isEmpty()) {
      return Map.of();
    }
    if (!prompt.startsWith(PACK)) {
      return Map.of(prompt, answer);
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : object(prompt, answer).properties()) {
      if (!field.getValue().isTextual()) {
        throw wrong(prompt, null);
      }
      texts.put(field.getKey(), field.getValue().textValue());
    }
    return Collections.unmodifiableMap(texts);
  }

  private static JsonNode object(String prompt, String answer) {
    try {
      JsonNode node = Json.mapper().readTree(answer);
      if (node.isObject()) {
        return node;
      }
      throw wrong(prompt, null);
    } catch (JsonProcessingException e) {
      // Its message would quote the answer.
      throw wrong(prompt, e.getClass().getSimpleName());
    }
  }

  private static LlmrecException wrong(String prompt, String cause) {
    return new LlmrecException(
        ModelCallCode.ANSWER_USELESS,
        "answer to "
            + prompt
            + ": expected a JSON object from field to text, found something else"
            + (cause == null ? "" : " (" + cause + ")"));
  }
}
