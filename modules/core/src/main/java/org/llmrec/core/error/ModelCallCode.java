package org.llmrec.core.error;

/** Why a language model gave no answer. */
public enum ModelCallCode implements ErrorCode {
  /** The model's server cannot be reached. */
  LLM_UNREACHABLE(
      1,
      "The model's server cannot be reached",
      "There was no connection, so nothing was sent and nothing costs.",
      "Look whether the server runs and llm.base-url is right; try it with curl."),
  /** The model did not answer in time. */
  LLM_TIMEOUT(
      1,
      "The model did not answer in time",
      "The call was sent, and no answer came within the time for one attempt. It may "
          + "have been billed.",
      "Raise llm.timeout-seconds, or ask for fewer tokens."),
  /** The server wants fewer calls. */
  LLM_RATE_LIMITED(
      1,
      "The server wants fewer calls",
      "It answered with 429, and waiting as long as allowed did not help.",
      "Lower llm.concurrency or set llm.requests-per-minute; start again later: no "
          + "answer is asked twice."),
  /** The model's server failed. */
  LLM_SERVER(
      1,
      "The model's server failed",
      "It answered with 5xx or a conflict, or its engine reported an error.",
      "Try again later, and look at the server's own log where it is yours."),
  /** The server's answer cannot be read. */
  ANSWER_UNREADABLE(
      1,
      "The server's answer cannot be read",
      "What came is no JSON of the protocol, is cut, or is longer than allowed.",
      "Look whether llm.base-url is that of the API (it often ends in /v1) rather "
          + "than of a web page."),
  /** The server refused the request. */
  REQUEST_REFUSED(
      1,
      "The server refused the request",
      "It answered with 400 or another 4xx: this request will never do. The server's "
          + "own words are in the sentence.",
      "Correct model, max-tokens or capabilities; a text may also be longer than the "
          + "model's context."),
  /** The model will not answer this text. */
  CONTENT_REFUSED(
      1,
      "The model will not answer this text",
      "A content filter or the model itself refused it.",
      "Leave the item out, word the prompt otherwise, or take another model."),
  /** The server refused the key. */
  KEY_REFUSED(
      1,
      "The server refused the key",
      "It answered with 401 or 403: the key is absent, wrong, withdrawn or not "
          + "allowed to use this model.",
      "Look at the key in the variable that llm.api-key-env names, and at the "
          + "account's rights."),
  /** The server has no such model or address. */
  LLM_NOT_FOUND(
      1,
      "The server has no such model or address",
      "It answered with 404, or the engine could not open the model.",
      "Look at llm.model and llm.base-url; most servers list their models under /v1/models."),
  /** The account has nothing left. */
  ACCOUNT_EMPTY(
      1,
      "The account has nothing left",
      "The server says that the quota is used up or the account is empty.",
      "Pay in or wait for the next period; then start again: what was answered is kept."),
  /** The deadline has passed. */
  DEADLINE_PASSED(
      1,
      "The deadline has passed",
      "The time for the whole request or job was over before the answer was there.",
      "Give more time, ask fewer candidates, or take a faster model."),
  /** Too many calls failed. */
  LLM_GAVE_UP(
      1,
      "Too many calls failed",
      "The share of retries is spent, or so many calls failed in a row that no more "
          + "are tried.",
      "See the failures before it for the cause, remove it and start again."),
  /** The budget is spent. */
  BUDGET_SPENT(
      3,
      "The budget is spent",
      "A limit on money, tokens or calls is reached. Answers so far are kept.",
      "Raise the limit, or begin a new budget."),
  /** The embedded model's process ended. */
  ENGINE_CRASHED(
      1,
      "The embedded model's process ended",
      "The child process that runs the model ended, cannot be started or was stopped. "
          + "The program itself goes on.",
      "Look at its last words in the sentence; too little memory is the usual cause, "
          + "so try a smaller model or llm.context."),
  /** The recording has no answer to this. */
  UNRECORDED(
      1,
      "The recording has no answer to this",
      "A recorded model repeats what it holds, and this request was never recorded.",
      "Ask exactly as was recorded (messages, schema, sampling), or record anew."),
  /** The model's answer is of no use here. */
  ANSWER_USELESS(
      1,
      "The model's answer is of no use here",
      "It answered, but with none of the choices or numbers that the question allows.",
      "Turn its thinking off, take another strategy or model, or tune it.");

  private final ErrorPage page;

  ModelCallCode(int exit, String title, String meaning, String advice) {
    page = new ErrorPage(exit, title, meaning, advice);
  }

  @Override
  public String topic() {
    return "Asking a language model";
  }

  @Override
  public ErrorPage page() {
    return page;
  }
}
