package org.llmrec.rerank;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.llmrec.core.json.Json;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.ScriptedModel;
import org.llmrec.rerank.chat.ChatReranker;
import org.llmrec.rerank.prompt.Asking;

/** A reranker by one prompt is a reranker. */
class ChatRerankerContractTest extends RerankerContract {
  private static final Pattern WORDS = Pattern.compile("looking for:\n(.*)\n");
  private static final Pattern CANDIDATE = Pattern.compile("(?m)^(\\d+)\\. (\".*\")$");

  @Override
  protected Reranker reranker(ToDoubleBiFunction<String, String> judge) {
    return ChatReranker.of(
        Asking.of(
            new ScriptedModel((call, messages) -> answer(messages.getLast().content(), judge))),
        ChatReranker.Form.CHOOSE);
  }

  /** Reads the prompt as a model does, and answers as it is told. */
  private static String answer(String prompt, ToDoubleBiFunction<String, String> judge) {
    Matcher words = WORDS.matcher(prompt);
    if (!words.find()) {
      throw new IllegalArgumentException("no query in " + prompt);
    }
    Map<Integer, Double> worth = new TreeMap<>();
    Matcher candidate = CANDIDATE.matcher(prompt);
    while (candidate.find()) {
      double value = judge.applyAsDouble(text(words.group(1)), text(candidate.group(2)));
      if (Double.isNaN(value)) {
        throw new ModelException(ModelException.Kind.SERVER, MODEL + ": the server is broken");
      }
      worth.put(Integer.parseInt(candidate.group(1)), value);
    }
    List<Integer> order = new ArrayList<>(worth.keySet());
    order.sort(Comparator.comparingDouble(number -> -worth.get(number)));
    return order.toString();
  }

  private static String text(String json) {
    try {
      return Json.mapper().readValue(json, String.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }
}
