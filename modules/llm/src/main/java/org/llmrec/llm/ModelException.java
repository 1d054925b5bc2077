package org.llmrec.llm;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.llmrec.core.error.ErrorCode;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.ModelCallCode;

/**
 * No answer came. The message names the model and what went wrong, and never holds a prompt, an
 * answer or a key.
 */
public final class ModelException extends LlmrecException {

  /** What went wrong. */
  public enum Kind {
    /** No connection: nothing was sent. */
    CONNECT(ModelCallCode.LLM_UNREACHABLE, true, false),
    /** Sent, and no answer within the time for one attempt. */
    TIMEOUT(ModelCallCode.LLM_TIMEOUT, true, false),
    /** 408. */
    REQUEST_TIMEOUT(ModelCallCode.LLM_TIMEOUT, true, false),
    /** 409. */
    CONFLICT(ModelCallCode.LLM_SERVER, true, false),
    /** 429: too many calls or tokens for now. */
    RATE_LIMITED(ModelCallCode.LLM_RATE_LIMITED, true, false),
    /** 5xx. */
    SERVER(ModelCallCode.LLM_SERVER, true, false),
    /** An answer that cannot be read: no JSON, cut, without a choice. */
    MALFORMED(ModelCallCode.ANSWER_UNREADABLE, true, false),
    /** The answer is longer than allowed; reading was given up. */
    TOO_LARGE(ModelCallCode.ANSWER_UNREADABLE, false, false),
    /** 400 and other 4xx: this request will never do. */
    BAD_REQUEST(ModelCallCode.REQUEST_REFUSED, false, false),
    /** The server will not answer this request for what is in it. */
    REFUSED(ModelCallCode.CONTENT_REFUSED, false, false),
    /** 401: the key is missing or wrong. */
    UNAUTHORISED(ModelCallCode.KEY_REFUSED, false, true),
    /** 403. */
    FORBIDDEN(ModelCallCode.KEY_REFUSED, false, true),
    /** 404: no such address or model. */
    NOT_FOUND(ModelCallCode.LLM_NOT_FOUND, false, true),
    /** The account is empty, however the server says so. */
    QUOTA(ModelCallCode.ACCOUNT_EMPTY, false, true),
    /** The request's deadline has passed. */
    DEADLINE(ModelCallCode.DEADLINE_PASSED, false, false),
    /** The job's retry budget is spent. */
    RETRIES_SPENT(ModelCallCode.LLM_GAVE_UP, false, true),
    /** Too many failures lately: not tried. */
    CIRCUIT_OPEN(ModelCallCode.LLM_GAVE_UP, false, true),
    /** The job's money, tokens or calls are spent: not tried. */
    BUDGET_SPENT(ModelCallCode.BUDGET_SPENT, false, true),
    /** The engine's process ended. */
    CRASHED(ModelCallCode.ENGINE_CRASHED, true, false),
    /** A recording holds no answer to this request. */
    UNRECORDED(ModelCallCode.UNRECORDED, false, false);

    private final ErrorCode code;
    private final boolean retriable;
    private final boolean endsJob;

    Kind(ErrorCode code, boolean retriable, boolean endsJob) {
      this.code = code;
      this.retriable = retriable;
      this.endsJob = endsJob;
    }

    /** The code that people see. */
    public ErrorCode code() {
      return code;
    }

    /** Whether another attempt may do better. */
    public boolean retriable() {
      return retriable;
    }

    /** Whether every other call would fail the same way, so that a job should stop. */
    public boolean endsJob() {
      return endsJob;
    }
  }

  /** Whether the failed call costs money. */
  public enum Billed {
    /** Surely not: it was not sent, or refused. */
    NO,
    /** It may have been answered without our seeing it. */
    UNKNOWN,
    /** It was answered, and the answer was of no use. */
    YES
  }

  private final Kind kind;
  private final Billed billed;
  private final transient Optional<Duration> retryAfter;
  private final transient Usage usage;

  /**
   * Composes it.
   *
   * @param retryAfter how long the server asks to wait
   * @param usage tokens of the failed call, as far as known
   */
  public ModelException(
      Kind kind,
      String message,
      Billed billed,
      Optional<Duration> retryAfter,
      Usage usage,
      Throwable cause) {
    super(kind.code(), message, cause);
    this.kind = kind;
    this.billed = Objects.requireNonNull(billed, "billed");
    this.retryAfter = retryAfter;
    this.usage = usage;
  }

  /** A failure that costs nothing. */
  public ModelException(Kind kind, String message) {
    this(kind, message, Billed.NO, Optional.empty(), Usage.NONE, null);
  }

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }

  /** Whether it costs money. */
  public Billed billed() {
    return billed;
  }

  /** How long the server asks to wait. */
  public Optional<Duration> retryAfter() {
    return retryAfter == null ? Optional.empty() : retryAfter;
  }

  /** Tokens of the failed call, as far as known. */
  public Usage usage() {
    return usage == null ? Usage.NONE : usage;
  }
}
