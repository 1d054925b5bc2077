package org.llmrec.llm.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * Collects a body up to a limit and gives the connection up beyond it. Of an error's body whatever
 * came is enough; an answer has to be whole.
 */
final class LimitedBody implements HttpResponse.BodySubscriber<byte[]> {
  private static final int ERROR_LIMIT = 64 << 10;

  /** The answer is longer than allowed. */
  static final class TooLong extends IOException {
    private static final long serialVersionUID = 1;

    private final long limit;

    TooLong(long limit) {
      super("more than " + limit + " bytes");
      this.limit = limit;
    }

    long limit() {
      return limit;
    }
  }

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private final int limit;
  private final boolean whole;
  private Flow.Subscription subscription;

  private LimitedBody(int limit, boolean whole) {
    this.limit = limit;
    this.whole = whole;
  }

  /** For an answer up to the limit. */
  static LimitedBody upTo(int limit) {
    return new LimitedBody(limit, true);
  }

  /** For the body of an error. */
  static LimitedBody ofError() {
    return new LimitedBody(ERROR_LIMIT, false);
  }

  /** What came so far. */
  byte[] soFar() {
    return bytes.toByteArray();
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Flow.Subscription value) {
    subscription = value;
    value.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      byte[] piece = new byte[Math.min(buffer.remaining(), limit + 1 - bytes.size())];
      buffer.get(piece);
      bytes.writeBytes(piece);
      if (bytes.size() > limit) {
        subscription.cancel();
        if (whole) {
          body.completeExceptionally(new TooLong(limit));
        } else {
          body.complete(soFar());
        }
        return;
      }
    }
  }

  @Override
  public void onError(Throwable failure) {
    if (whole) {
      body.completeExceptionally(failure);
    } else {
      body.complete(soFar());
    }
  }

  @Override
  public void onComplete() {
    body.complete(soFar());
  }
}
