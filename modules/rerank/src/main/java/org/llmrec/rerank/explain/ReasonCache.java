package org.llmrec.rerank.explain;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;
import org.llmrec.rerank.history.History;

/**
 * Keeps the reasons that a model gave, in memory, up to a number; the one that was longest not
 * asked for goes first. A reason is found again as long as item, its fields, the history, the model
 * and the wording of the question are the same. Thread-safe.
 */
public final class ReasonCache {
  private final Map<String, String> reasons;

  /**
   * Holds nothing yet.
   *
   * @param most reasons, 1 or more
   * @throws IllegalArgumentException if it is less
   */
  public ReasonCache(int most) {
    if (most < 1) {
      throw new IllegalArgumentException(
          "reason cache: expected room for 1 or more, found " + most);
    }
    reasons =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > most;
          }
        };
  }

  /** How many it holds. */
  public int size() {
    synchronized (reasons) {
      return reasons.size();
    }
  }

  static String key(ItemFields item, String history, String model, ExplainOptions options) {
    return Hashes.sha256(
        Json.line(
            Map.of(
                "item",
                item,
                "history",
                history,
                "model",
                model,
                "options",
                options,
                "version",
                ReasonPrompt.VERSION)));
  }

  static String hash(History history) {
    return Hashes.sha256(Json.line(history));
  }

  Optional<String> get(String key) {
    synchronized (reasons) {
      return Optional.ofNullable(reasons.get(key));
    }
  }

  void put(String key, String reason) {
    synchronized (reasons) {
      reasons.put(key, reason);
    }
  }
}
