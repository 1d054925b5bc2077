package org.llmrec.llm.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.llmrec.core.Deadline;
import org.llmrec.core.json.Json;

/** Sends one request and reads its answer, within its time and size. Never tries again. */
final class Transport implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** What a result file may take at most: far more than a full batch's answers do. */
  private static final long MOST_DOWNLOADED = 4L << 30;

  /** A request; everything about it but the server's address and the key. */
  record Outgoing(
      String method,
      String path,
      String contentType,
      HttpRequest.BodyPublisher body,
      Duration timeout,
      Deadline deadline,
      Stake stake) {}

  /** What came back, whatever its status. Two of them are never compared. */
  @SuppressWarnings("ArrayRecordComponent")
  record Incoming(int status, HttpHeaders headers, byte[] body, Duration time) {}

  private final HttpClient client;
  private final OpenAiOptions options;
  private final ApiKey key;
  private final Failures failures;
  private volatile boolean closed;

  Transport(OpenAiOptions options, ApiKey key) {
    this.options = options;
    this.key = key;
    this.failures = new Failures(options.model(), options.baseUrl(), key, InstantSource.system());
    this.client =
        HttpClient.newBuilder()
            // The key would follow a redirect to wherever it leads.
            .followRedirects(HttpClient.Redirect.NEVER)
            // HTTP/2 puts all calls on one connection, and fails those beyond the server's number
            // of streams; and over plain http it begins with an upgrade that vLLM's server
            // stumbles over.
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(options.timeout().compareTo(CONNECT) < 0 ? options.timeout() : CONNECT)
            .build();
  }

  Failures failures() {
    return failures;
  }

  /** A request with JSON, or without a body where there is none. */
  Outgoing json(String method, String path, JsonNode body, Deadline deadline, Stake stake) {
    return new Outgoing(
        method,
        path,
        body == null ? "" : "application/json",
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(Json.line(body)),
        options.timeout(),
        deadline,
        stake);
  }

  /**
   * The answer, of whatever status.
   *
   * @throws org.llmrec.llm.ModelException if none came
   */
  Incoming send(Outgoing outgoing) throws InterruptedException {
    return send(outgoing, info -> new LimitedBody(options.maxResponseBytes()), () -> 0);
  }

  /** The JSON of an answer of status 200. */
  JsonNode tree(Outgoing outgoing) throws InterruptedException {
    Incoming incoming = send(outgoing);
    if (incoming.status() != 200) {
      throw failures.status(
          incoming.status(), incoming.headers(), incoming.body(), outgoing.stake());
    }
    return tree(incoming, outgoing.stake());
  }

  /** The JSON of an answer. */
  JsonNode tree(Incoming incoming, Stake stake) {
    JsonNode tree = null;
    try {
      tree = Json.mapper().readTree(incoming.body());
    } catch (IOException e) {
      // Jackson's own words show a part of the answer.
      throw failures.malformed(
          "JSON",
          e instanceof JsonProcessingException j && j.getLocation() != null
              ? "what is none from byte " + j.getLocation().getByteOffset() + " on"
              : "what is none",
          stake);
    }
    if (tree == null || !tree.isObject()) {
      throw failures.malformed("a JSON object", "none", stake);
    }
    return tree;
  }

  /**
   * Writes the body of an answer of status 200 to a file. It may take long, but not stand still.
   */
  void download(String path, Path file) throws InterruptedException {
    AtomicLong written = new AtomicLong();
    Outgoing outgoing = json("GET", path, null, Deadline.none(), Stake.NOTHING);
    Incoming incoming =
        send(
            outgoing,
            info ->
                HttpResponse.BodySubscribers.mapping(
                    new CountedBody(file, written, MOST_DOWNLOADED), done -> new byte[0]),
            written::get);
    if (incoming.status() != 200) {
      throw failures.status(
          incoming.status(), incoming.headers(), incoming.body(), outgoing.stake());
    }
  }

  private Incoming send(
      Outgoing outgoing, HttpResponse.BodyHandler<byte[]> answers, LongSupplier progress)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
    if (outgoing.deadline().expired()) {
      throw failures.deadlineBefore();
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(options.baseUrl() + outgoing.path()))
            .header("Accept", "application/json")
            .header("User-Agent", "llmrec")
            .method(outgoing.method(), outgoing.body());
    if (!outgoing.contentType().isEmpty()) {
      request.header("Content-Type", outgoing.contentType());
    }
    key.authorise(request);
    long begun = System.nanoTime();
    // Not HttpRequest.timeout, which ends with the headers: a body may stand still for ever.
    Reception reception = new Reception(answers);
    try {
      HttpResponse<byte[]> response =
          await(client.sendAsync(request.build(), reception), outgoing, progress);
      return new Incoming(response.statusCode(), response.headers(), response.body(), since(begun));
    } catch (ExecutionException e) {
      if (!closed) {
        Optional<Incoming> error = reception.error(since(begun));
        if (error.isPresent()) {
          return error.get();
        }
      }
      throw failure(e.getCause(), outgoing.stake());
    }
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** Waits as long as there is time, and longer where the progress grows. */
  private HttpResponse<byte[]> await(
      CompletableFuture<HttpResponse<byte[]>> future, Outgoing outgoing, LongSupplier progress)
      throws InterruptedException, ExecutionException {
    long seen = progress.getAsLong();
    while (true) {
      long left = outgoing.deadline().remainingNanos();
      boolean bounded = left < outgoing.timeout().toNanos();
      try {
        return future.get(bounded ? left : outgoing.timeout().toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        long now = progress.getAsLong();
        if (now == seen || bounded) {
          // Closes the connection, by which servers know to stop.
          future.cancel(true);
          throw bounded
              ? failures.deadline(outgoing.stake())
              : failures.timeout(outgoing.timeout().toMillis() + " ms", outgoing.stake());
        }
        seen = now;
      } catch (InterruptedException e) {
        future.cancel(true);
        throw e;
      }
    }
  }

  private RuntimeException failure(Throwable cause, Stake stake) {
    if (closed) {
      return new IllegalStateException("the model was closed while it was asked");
    }
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof LimitedBody.TooLong tooLong) {
        return failures.tooLarge(tooLong.limit(), stake);
      }
      if (t instanceof ConnectException
          || t instanceof HttpConnectTimeoutException
          || t instanceof SSLHandshakeException
          || isPlainAnswer(t)) {
        return failures.connect(t);
      }
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return failures.broken(cause, stake);
  }

  /** The other side does not speak TLS, so that nothing was sent; the JDK has no class for it. */
  private static boolean isPlainAnswer(Throwable cause) {
    return cause instanceof SSLException
        && String.valueOf(cause.getMessage()).contains("nrecognized SSL message");
  }

  @Override
  public void close() {
    closed = true;
    // close() alone would wait for calls that hang.
    client.shutdownNow();
    client.close();
  }
}
