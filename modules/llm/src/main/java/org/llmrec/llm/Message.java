package org.llmrec.llm;

import java.util.Objects;

/**
 * One turn of a conversation.
 *
 * @param role who speaks
 * @param content what they say
 */
public record Message(Role role, String content) {
  /** Who speaks. */
  public enum Role {
    /** Rules for the whole conversation. */
    SYSTEM,
    /** Asks. */
    USER,
    /** The model. */
    ASSISTANT
  }

  /** Checks for null. */
  public Message {
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(content, "content");
  }

  /** Rules for the whole conversation. */
  public static Message system(String content) {
    return new Message(Role.SYSTEM, content);
  }

  /** A question. */
  public static Message user(String content) {
    return new Message(Role.USER, content);
  }

  /** What the model said before. */
  public static Message assistant(String content) {
    return new Message(Role.ASSISTANT, content);
  }
}
