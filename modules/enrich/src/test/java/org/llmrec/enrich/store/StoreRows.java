package org.llmrec.enrich.store;

import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.llmrec.core.io.Hashes;

/** Rows for tests. */
public final class StoreRows {
  private static final List<AnswerStatus> STATUSES = List.of(AnswerStatus.values());

  private StoreRows() {}

  /** The key of a question that only a test asks. */
  public static AnswerKey key(String question) {
    return new AnswerKey(Hashes.sha256(question));
  }

  /** A good row. */
  public static StoredAnswer row(String item, String prompt, String answer) {
    return row(item, prompt, AnswerStatus.OK, answer);
  }

  /** A row with that status. */
  public static StoredAnswer row(String item, String prompt, AnswerStatus status, String answer) {
    return new StoredAnswer(
        key(item + " " + prompt),
        item,
        prompt,
        2,
        "model",
        "{}",
        status,
        answer,
        status == AnswerStatus.OK ? "" : "too short",
        "stop",
        100,
        10,
        0.25,
        900,
        "2026-11-24T10:00:00Z",
        List.of("a", "b,\"c"),
        "graph");
  }

  /** Any row at all, under one of few keys. */
  public static StoredAnswer random(RandomGenerator random, int keys) {
    int number = random.nextInt(keys);
    AnswerStatus status = STATUSES.get(random.nextInt(STATUSES.size()));
    return new StoredAnswer(
        key("random " + number),
        "item " + number / 3,
        "prompt " + number % 3,
        random.nextInt(4),
        text(random, 8),
        text(random, 8),
        status,
        (status.usable() ? "x" : "") + text(random, 60),
        text(random, 20),
        random.nextBoolean() ? "stop" : "",
        random.nextLong(1L << 40),
        random.nextLong(1000),
        random.nextDouble() * Math.pow(10, random.nextInt(-12, 12)),
        random.nextLong(100_000),
        "2026-11-24T10:00:0" + random.nextInt(10) + "Z",
        random.nextBoolean() ? List.of() : List.of(text(random, 5), "n" + random.nextInt(9)),
        text(random, 3).toLowerCase(Locale.ROOT));
  }

  /** Text of any script, with what SQL, JSON and C make something of. */
  private static String text(RandomGenerator random, int most) {
    String[] parts = {
      "a", "Zz", " ", "'", "\"", "\\", "\n", "\0", "é", "語", "😀", "\u202e", "%", ";--"
    };
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most); i > 0; i--) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    return text.toString();
  }
}
