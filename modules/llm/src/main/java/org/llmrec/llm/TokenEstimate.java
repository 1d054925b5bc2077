package org.llmrec.llm;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Tokens of a text before a model has counted them: one for every four bytes of UTF-8, which is
 * near for English and too many for most else. For limits and forecasts, never for bills that the
 * model itself reports.
 */
public final class TokenEstimate {
  private static final int BYTES = 4;

  /** What servers add around a message. */
  private static final int PER_MESSAGE = 4;

  private TokenEstimate() {}

  /** Of a text; 0 for an empty one. */
  public static long of(String text) {
    return (text.getBytes(StandardCharsets.UTF_8).length + BYTES - 1L) / BYTES;
  }

  /** The bytes of UTF-8 that come to so many tokens: the other way round. */
  public static long bytes(long tokens) {
    return tokens * BYTES;
  }

  /** Of messages. */
  public static long of(List<Message> messages) {
    return messages.stream().mapToLong(m -> of(m.content()) + PER_MESSAGE).sum();
  }
}
