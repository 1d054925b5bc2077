package org.llmrec.llm.http;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Receives an answer, and remembers an error's status and headers from the moment they came. Where
 * the connection breaks amid an error's body the client may say so before the body's subscriber
 * makes an end of it; either way the server had said enough.
 */
final class Reception implements HttpResponse.BodyHandler<byte[]> {
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
    LimitedBody body = LimitedBody.ofError();
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
