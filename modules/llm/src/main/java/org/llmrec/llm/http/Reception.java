package org.llmrec.llm.http;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Receives an answer, which has to be whole, or an error. With an error's status and headers the
 * server has said enough: whatever becomes of the body, that error is what came, with as much of
 * the body as there was. The JDK's client tells of a body that breaks off in two ways, whichever
 * comes first, so nothing can be left to the body itself.
 */
final class Reception implements HttpResponse.BodyHandler<byte[]> {
  private static final int ERROR_LIMIT = 64 << 10;

  private record Refusal(HttpResponse.ResponseInfo info, LimitedBody body) {}

  private final HttpResponse.BodyHandler<byte[]> answers;
  private volatile Refusal refusal;

  /** What reads the body of status 200. */
  Reception(HttpResponse.BodyHandler<byte[]> answers) {
    this.answers = answers;
  }

  @Override
  public HttpResponse.BodySubscriber<byte[]> apply(HttpResponse.ResponseInfo info) {
    if (info.statusCode() == 200) {
      return answers.apply(info);
    }
    LimitedBody body = new LimitedBody(ERROR_LIMIT);
    refusal = new Refusal(info, body);
    return body;
  }

  /** The error whose head came, with what came of its body; none where none did. */
  Optional<Transport.Incoming> error(Duration time) {
    Refusal found = refusal;
    return found == null
        ? Optional.empty()
        : Optional.of(
            new Transport.Incoming(
                found.info().statusCode(), found.info().headers(), found.body().soFar(), time));
  }
}
