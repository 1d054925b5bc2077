package org.llmrec.rerank.ask;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.llmrec.llm.Message;

/**
 * The last answers of a model, by the words of the question, and which questions are being asked.
 * Thread-safe.
 */
final class Answers {
  /**
   * A question.
   *
   * @param scored the answers whose probabilities are asked for; empty where one is to be written
   */
  record Key(List<Message> messages, List<String> scored) {}

  private final int most;
  private final Map<Key, Object> byKey;
  private final Map<Key, CompletableFuture<Void>> open = new ConcurrentHashMap<>();

  Answers(int most) {
    this.most = most;
    byKey =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Key, Object> eldest) {
            return size() > Answers.this.most;
          }
        };
  }

  synchronized <T> Optional<T> find(Key key, Class<T> type) {
    return Optional.ofNullable(byKey.get(key)).map(type::cast);
  }

  /**
   * A question is about to be asked.
   *
   * @param end done when {@link #asked} is called
   * @return the end of the same question, if somebody else is asking it; else null
   */
  CompletableFuture<Void> ask(Key key, CompletableFuture<Void> end) {
    return open.putIfAbsent(key, end);
  }

  /** A question that was begun has its answer, or will have none. */
  void asked(Key key) {
    open.remove(key).complete(null);
  }

  synchronized void put(Key key, Object answer) {
    if (most > 0) {
      byKey.put(key, answer);
    }
  }
}
