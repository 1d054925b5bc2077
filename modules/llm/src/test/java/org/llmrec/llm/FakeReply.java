package org.llmrec.llm;

import java.time.Duration;
import java.util.Map;
import org.llmrec.core.json.Json;

/**
 * What {@link FakeServer} does with one call. Replies with status 200 are billed, useful or not, as
 * real servers bill them; the others are not.
 */
public sealed interface FakeReply {

  /** Whether the call is billed. */
  boolean billed();

  /** A good answer; it ended by itself. */
  static Answer ok(String text) {
    return new Answer(text, "stop", true, Map.of(), "");
  }

  /** A status other than 200, with OpenAI's error body and no headers of its own. */
  static FakeReply status(int code) {
    return status(code, Map.of(), error("status " + code, "invalid_request_error", ""));
  }

  /** A status other than 200 with headers (such as Retry-After) and a body. */
  static FakeReply status(int code, Map<String, String> headers, String body) {
    return new Status(code, Map.copyOf(headers), body);
  }

  /** OpenAI's error body. */
  static String error(String message, String type, String code) {
    return Json.line(Map.of("error", Map.of("message", message, "type", type, "code", code)));
  }

  /** Never answers; the connection stays open until the server or the caller closes it. */
  static FakeReply hang() {
    return new Hang();
  }

  /** The reply after a wait, billed when the wait is over, whether the caller is still there. */
  static FakeReply late(Duration delay, FakeReply then) {
    return new Late(delay, then);
  }

  /** Status 200 and half of a good answer, then the connection is closed. Billed. */
  static FakeReply cut(String text) {
    return new Cut(text);
  }

  /** Status 200 with this instead of OpenAI's JSON. Billed. */
  static FakeReply raw(String body) {
    return new Raw(body);
  }

  /** Status 200 with a web page, as from a proxy. Billed. */
  static FakeReply garbage() {
    return raw("<html><body>502 but not really</body></html>");
  }

  /** Status 200 with a good answer of so many letters, or as many as the caller takes. Billed. */
  static FakeReply huge(long letters) {
    return new Huge(letters);
  }

  /** Closes the connection without a word. */
  static FakeReply close() {
    return new Close();
  }

  /**
   * A good answer.
   *
   * @param text what the model wrote
   * @param finish OpenAI's finish_reason
   * @param usage whether token counts are reported
   * @param top log-probabilities of the first token's alternatives, if the call asks for them;
   *     empty for a server without log-probabilities
   * @param refusal OpenAI's refusal; empty for none
   */
  record Answer(String text, String finish, boolean usage, Map<String, Double> top, String refusal)
      implements FakeReply {
    /** With another finish_reason. */
    public Answer finish(String value) {
      return new Answer(text, value, usage, top, refusal);
    }

    /** Without token counts. */
    public Answer withoutUsage() {
      return new Answer(text, finish, false, top, refusal);
    }

    /** With log-probabilities. */
    public Answer top(Map<String, Double> value) {
      return new Answer(text, finish, usage, value, refusal);
    }

    /** With a refusal. */
    public Answer refusal(String value) {
      return new Answer(text, finish, usage, top, value);
    }

    @Override
    public boolean billed() {
      return true;
    }
  }

  /** See {@link #status(int, Map, String)}. */
  record Status(int code, Map<String, String> headers, String body) implements FakeReply {
    @Override
    public boolean billed() {
      return code == 200;
    }
  }

  /** See {@link #hang()}. */
  record Hang() implements FakeReply {
    @Override
    public boolean billed() {
      return false;
    }
  }

  /** See {@link #late}. */
  record Late(Duration delay, FakeReply then) implements FakeReply {
    @Override
    public boolean billed() {
      return then.billed();
    }
  }

  /** See {@link #cut}. */
  record Cut(String text) implements FakeReply {
    @Override
    public boolean billed() {
      return true;
    }
  }

  /** See {@link #raw}. */
  record Raw(String body) implements FakeReply {
    @Override
    public boolean billed() {
      return true;
    }
  }

  /** See {@link #huge}. */
  record Huge(long letters) implements FakeReply {
    @Override
    public boolean billed() {
      return true;
    }
  }

  /** See {@link #close()}. */
  record Close() implements FakeReply {
    @Override
    public boolean billed() {
      return false;
    }
  }
}
