package org.llmrec.llm.langchain4j;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LanguageModelCode;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.ModelException.Billed;
import org.llmrec.llm.ModelException.Kind;
import org.llmrec.llm.Usage;

/**
 * What a chat model's exceptions mean. A status says most and is looked for first; then
 * langchain4j's classes, then what the JDK's client throws underneath. Never in their own words:
 * langchain4j puts the server's whole answer into them.
 */
final class Failures {
  private static final int DEEP = 20;

  private final String model;

  Failures(String model) {
    this.model = model;
  }

  /** The deadline has passed. */
  ModelException late(Billed billed) {
    return failure(Kind.DEADLINE, "the deadline has passed", billed);
  }

  /** It answered, and not as a chat model does. */
  ModelException unusable(String found) {
    return failure(Kind.MALFORMED, "expected an answer, found " + found, Billed.UNKNOWN);
  }

  /** It threw. */
  LlmrecException of(Throwable thrown) {
    String name = thrown.getClass().getSimpleName();
    if (find(thrown, UnsupportedFeatureException.class).isPresent()) {
      return new ConfigException(
          LanguageModelCode.CAPABILITY_MISSING,
          model + ": the chat model has not got a feature that was asked of it (" + name + ")");
    }
    Optional<HttpException> http = find(thrown, HttpException.class);
    Kind kind =
        find(thrown, ContentFilteredException.class)
            .map(filtered -> Kind.REFUSED)
            .or(() -> http.map(Failures::byStatus))
            .orElseGet(() -> byClass(thrown));
    return failure(
        kind,
        "expected an answer, found "
            + name
            + http.map(e -> " with status " + e.statusCode()).orElse(""),
        billed(kind, http));
  }

  private static Kind byStatus(HttpException e) {
    int status = e.statusCode();
    return switch (status) {
      case 401 -> Kind.UNAUTHORISED;
      case 402 -> Kind.QUOTA;
      case 403 -> Kind.FORBIDDEN;
      case 404 -> Kind.NOT_FOUND;
      case 408 -> Kind.REQUEST_TIMEOUT;
      case 409 -> Kind.CONFLICT;
      case 429 -> says(e, "insufficient_quota") ? Kind.QUOTA : Kind.RATE_LIMITED;
      default -> {
        if (status >= 500) {
          yield Kind.SERVER;
        }
        yield says(e, "content_filter") || says(e, "content_policy_violation")
            ? Kind.REFUSED
            : Kind.BAD_REQUEST;
      }
    };
  }

  private static Kind byClass(Throwable thrown) {
    if (find(thrown, RateLimitException.class).isPresent()) {
      return Kind.RATE_LIMITED;
    }
    if (find(thrown, AuthenticationException.class).isPresent()) {
      return Kind.UNAUTHORISED;
    }
    if (find(thrown, ModelNotFoundException.class).isPresent()) {
      return Kind.NOT_FOUND;
    }
    if (find(thrown, ConnectException.class).isPresent()
        || find(thrown, HttpConnectTimeoutException.class).isPresent()
        || find(thrown, UnresolvedAddressException.class).isPresent()
        || find(thrown, UnresolvedModelServerException.class).isPresent()) {
      return Kind.CONNECT;
    }
    if (find(thrown, dev.langchain4j.exception.TimeoutException.class).isPresent()
        || find(thrown, HttpTimeoutException.class).isPresent()
        || find(thrown, TimeoutException.class).isPresent()) {
      return Kind.TIMEOUT;
    }
    if (find(thrown, InternalServerException.class).isPresent()) {
      return Kind.SERVER;
    }
    if (find(thrown, InvalidRequestException.class).isPresent()
        || find(thrown, NonRetriableException.class).isPresent()) {
      return Kind.BAD_REQUEST;
    }
    // A broken connection, an answer that cannot be read, a mistake in the provider's code.
    return Kind.MALFORMED;
  }

  /** A gateway that gave up, and whatever cannot be told, may have been answered behind it. */
  private static Billed billed(Kind kind, Optional<HttpException> http) {
    int status = http.map(HttpException::statusCode).orElse(0);
    boolean unknown =
        kind == Kind.TIMEOUT || kind == Kind.MALFORMED || status == 502 || status == 504;
    return unknown ? Billed.UNKNOWN : Billed.NO;
  }

  private static boolean says(HttpException e, String code) {
    return e.getMessage() != null && e.getMessage().toLowerCase(Locale.ROOT).contains(code);
  }

  private static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
    Throwable at = thrown;
    for (int depth = 0; at != null && depth < DEEP; depth++) {
      if (type.isInstance(at)) {
        return Optional.of(type.cast(at));
      }
      at = at.getCause();
    }
    return Optional.empty();
  }

  private ModelException failure(Kind kind, String sentence, Billed billed) {
    return new ModelException(
        kind, model + ": " + sentence, billed, Optional.empty(), Usage.NONE, null);
  }
}
