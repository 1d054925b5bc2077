package org.llmrec.llm.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.llmrec.llm.Message;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.ModelException.Billed;
import org.llmrec.llm.ModelException.Kind;
import org.llmrec.llm.Usage;

/** Says what went wrong, in one place, so that no key, prompt or answer gets into a message. */
final class Failures {
  private final String who;
  private final ApiKey key;
  private final InstantSource clock;

  Failures(String model, URI baseUrl, ApiKey key, InstantSource clock) {
    this.who = "'" + model + "' at " + baseUrl.getHost() + port(baseUrl);
    this.key = key;
    this.clock = clock;
  }

  /** The server did not take the request, or failed over it. */
  ModelException status(int status, HttpHeaders headers, byte[] body, Stake stake) {
    return status(status, headers, ServerMessage.read(body, key, stake.request()), stake);
  }

  /** The same, for a message that was read before. */
  ModelException status(int status, HttpHeaders headers, ServerMessage said, Stake stake) {
    Kind kind = kind(status, said);
    String quoted = said.shown().isEmpty() ? "" : ": \"" + said.shown() + "\"";
    boolean mayBeBilled = status == 502 || status == 504 || status > 511;
    return new ModelException(
        kind,
        who + ": expected an answer, found status " + status + quoted + advice(status, kind),
        mayBeBilled ? stake.unseen() : Billed.NO,
        RetryAfter.read(headers, said.text(), clock),
        mayBeBilled ? stake.usage() : Usage.NONE,
        null);
  }

  /** What an error's body says. */
  ServerMessage said(byte[] body, List<Message> request) {
    return ServerMessage.read(body, key, request);
  }

  /** What an error's JSON says. */
  ServerMessage said(JsonNode root, List<Message> request) {
    return ServerMessage.read(root, key, request);
  }

  /** What may be shown of a text that a server sent. */
  String shown(JsonNode text) {
    return ServerMessage.show(text.asText(""), key, List.of());
  }

  private static Kind kind(int status, ServerMessage said) {
    if (said.names("content_filter", "content_policy_violation", "responsibleaipolicy")
        && (status == 400 || status == 403)) {
      return Kind.REFUSED;
    }
    return switch (status) {
      case 401 -> Kind.UNAUTHORISED;
      case 402 -> Kind.QUOTA;
      case 403 -> Kind.FORBIDDEN;
      case 404 -> Kind.NOT_FOUND;
      case 408 -> Kind.REQUEST_TIMEOUT;
      case 409 -> Kind.CONFLICT;
      case 429 ->
          said.names("insufficient_quota", "billing_hard_limit", "billing_not_active")
              ? Kind.QUOTA
              : Kind.RATE_LIMITED;
      default -> {
        if (status >= 500) {
          yield Kind.SERVER;
        }
        if (status >= 400) {
          yield Kind.BAD_REQUEST;
        }
        yield status >= 300 ? Kind.NOT_FOUND : Kind.MALFORMED;
      }
    };
  }

  private static String advice(int status, Kind kind) {
    if (status >= 300 && status < 400) {
      return "; redirects are not followed, as the key would go with them: put the address it leads"
          + " to into llm.base-url";
    }
    return switch (kind) {
      case UNAUTHORISED -> "; check the key in the variable that llm.api-key-env names";
      case FORBIDDEN -> "; the key may not use this model";
      case NOT_FOUND -> "; check llm.model and llm.base-url, which usually ends in /v1";
      case QUOTA -> "; the account has nothing left";
      default -> "";
    };
  }

  /** Nothing was sent. */
  ModelException connect(Throwable cause) {
    return failure(
        Kind.CONNECT,
        "expected a connection, found none ("
            + name(cause)
            + "); is the server running, and llm.base-url right?",
        Billed.NO,
        Usage.NONE,
        null);
  }

  /** No answer within the time for one attempt. */
  ModelException timeout(String time, Stake stake) {
    return failure(
        Kind.TIMEOUT,
        "expected an answer within " + time + ", found none; llm.timeout-seconds allows more",
        stake.unseen(),
        stake.usage(),
        null);
  }

  /** The deadline passed while waiting. */
  ModelException deadline(Stake stake) {
    return failure(
        Kind.DEADLINE,
        "expected an answer before the deadline, found none",
        stake.unseen(),
        stake.usage(),
        null);
  }

  /** The deadline had passed before. */
  ModelException deadlineBefore() {
    return failure(
        Kind.DEADLINE, "the deadline had passed before it was asked", Billed.NO, Usage.NONE, null);
  }

  /** The connection broke after something was sent. */
  ModelException broken(Throwable cause, Stake stake) {
    return failure(
        Kind.MALFORMED,
        "expected a whole answer, found a broken connection (" + name(cause) + ")",
        stake.unseen(),
        stake.usage(),
        null);
  }

  /** More than is allowed. */
  ModelException tooLarge(long limit, Stake stake) {
    return failure(
        Kind.TOO_LARGE,
        "expected an answer of at most "
            + limit
            + " bytes, found a longer one; llm.max-response-bytes allows more",
        stake.unseen(),
        stake.usage(),
        null);
  }

  /** What cannot be read. */
  ModelException malformed(String expected, String found, Stake stake) {
    return failure(
        Kind.MALFORMED,
        "expected " + expected + ", found " + found,
        stake.unseen(),
        stake.usage(),
        null);
  }

  /** An answer that was paid for and is of no use. */
  ModelException useless(Kind kind, String sentence, Usage usage) {
    return failure(kind, sentence, Billed.YES, usage, null);
  }

  private ModelException failure(
      Kind kind, String sentence, Billed billed, Usage usage, Throwable cause) {
    return new ModelException(kind, who + ": " + sentence, billed, Optional.empty(), usage, cause);
  }

  /** The class tells enough; an exception's own words may hold what was sent. */
  private static String name(Throwable cause) {
    return cause.getClass().getSimpleName();
  }

  private static String port(URI url) {
    return url.getPort() < 0 ? "" : ":" + url.getPort();
  }
}
