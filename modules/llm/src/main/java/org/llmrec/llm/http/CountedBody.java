package org.llmrec.llm.http;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/** Writes a body to a file and says how far it has come. */
final class CountedBody implements HttpResponse.BodySubscriber<Path> {
  private final HttpResponse.BodySubscriber<Path> file;
  private final AtomicLong written;
  private final long limit;
  private Flow.Subscription subscription;

  CountedBody(Path target, AtomicLong written, long limit) {
    this.file = HttpResponse.BodySubscribers.ofFile(target);
    this.written = written;
    this.limit = limit;
  }

  @Override
  public CompletionStage<Path> getBody() {
    return file.getBody();
  }

  @Override
  public void onSubscribe(Flow.Subscription value) {
    subscription = value;
    file.onSubscribe(value);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    long size = buffers.stream().mapToLong(ByteBuffer::remaining).sum();
    if (written.addAndGet(size) > limit) {
      subscription.cancel();
      file.onError(new LimitedBody.TooLong(limit));
    } else {
      file.onNext(buffers);
    }
  }

  @Override
  public void onError(Throwable failure) {
    file.onError(failure);
  }

  @Override
  public void onComplete() {
    file.onComplete();
  }
}
