package org.llmrec.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;

/**
 * A real HTTP server on the loopback interface with OpenAI's paths, that misbehaves on purpose,
 * counts what it is asked and bills what it answers. Thread-safe; takes any number of calls at
 * once, from this process and from others.
 *
 * <pre>{@code
 * try (FakeServer server = FakeServer.start()) {
 *   server.script(FakeReply.status(503), FakeReply.cut("half")); // the first two calls
 *   server.answering(call -> FakeReply.ok("{\"text\":\"About " + call.question() + "\"}")); // all others
 *   // ... base-url: server.url() ...
 *   assertEquals(1, server.billed(question));
 * }
 * }</pre>
 *
 * <p>Paths: {@code POST /v1/chat/completions}, {@code GET /v1/models}, {@code /v1/files} and {@code
 * /v1/batches} (see {@link FakeBatches}); anything else is 404.
 */
public final class FakeServer implements AutoCloseable {
  static {
    // Else a small answer on a kept connection waits 40 ms for the other side's delayed ACK.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** What the model is called in answers. */
  public static final String MODEL = "fake-model-2026";

  /** Decides what happens to a call. Called from many threads at once. */
  @FunctionalInterface
  public interface Answering {
    /** The reply to a call. */
    FakeReply reply(FakeCall call);
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ConcurrentLinkedQueue<FakeReply> script = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<FakeCall> calls = new ConcurrentLinkedQueue<>();
  private final ConcurrentHashMap<String, Integer> asked = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Integer> billed = new ConcurrentHashMap<>();
  private final AtomicLong callCount = new AtomicLong();
  private final AtomicLong billedCount = new AtomicLong();
  private final AtomicLong billedTokens = new AtomicLong();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger mostRunning = new AtomicInteger();
  private final FakeBatches batches = new FakeBatches(this);
  private volatile Answering answering =
      call -> FakeReply.ok("answer " + Hashes.sha256(call.question()).substring(0, 12));
  private volatile Duration latency = Duration.ZERO;
  private volatile boolean remembering = true;

  private FakeServer(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
    threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("fake-server-", 0).factory());
    server.setExecutor(threads);
    server.createContext("/v1/chat/completions", guarded(this::chat));
    server.createContext("/v1/models", guarded(FakeServer::models));
    server.createContext("/v1/files", guarded(batches::files));
    server.createContext("/v1/batches", guarded(batches::batches));
    server.start();
  }

  /** On a free port. */
  public static FakeServer start() {
    return start(0);
  }

  /** On a given port, as after an outage; 0 for a free one. */
  public static FakeServer start(int port) {
    try {
      return new FakeServer(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The base URL, such as {@code http://127.0.0.1:4711/v1}. */
  public String url() {
    return "http://127.0.0.1:" + port() + "/v1";
  }

  /** The port. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** What is done with calls that the script has no reply for. */
  public FakeServer answering(Answering value) {
    answering = Objects.requireNonNull(value, "answering");
    return this;
  }

  /** Replies for the next calls, in the order in which they arrive; more can be added later. */
  public FakeServer script(FakeReply... replies) {
    script.addAll(Arrays.asList(replies));
    return this;
  }

  /** Every chat call takes this long before it is replied to. */
  public FakeServer latency(Duration value) {
    latency = value;
    return this;
  }

  /** From now on keeps totals only, for runs of a million calls: no bodies, no counts by text. */
  public FakeServer totalsOnly() {
    remembering = false;
    return this;
  }

  /** The chat calls so far, as they arrived. */
  public List<FakeCall> calls() {
    return new ArrayList<>(calls);
  }

  /** How many chat calls arrived. */
  public long callCount() {
    return callCount.get();
  }

  /** How many chat calls arrived whose last user message was this. */
  public int asked(String question) {
    return asked.getOrDefault(Hashes.sha256(question), 0);
  }

  /** How many calls whose last user message was this were billed (status 200), batches included. */
  public int billed(String question) {
    return billed.getOrDefault(Hashes.sha256(question), 0);
  }

  /** Billed calls by the sha256 of the last user message's UTF-8 bytes. */
  public Map<String, Integer> billedByHash() {
    return Map.copyOf(billed);
  }

  /** How many calls were billed. */
  public long billedCount() {
    return billedCount.get();
  }

  /** Tokens of the billed calls, prompts and answers, as reported in their usage. */
  public long billedTokens() {
    return billedTokens.get();
  }

  /** The most chat calls that were being answered at once. */
  public int mostAtOnce() {
    return mostRunning.get();
  }

  /** How many chat calls are being answered now. */
  public int running() {
    return running.get();
  }

  /** Files and batches. */
  public FakeBatches batches() {
    return batches;
  }

  /** Ends hanging calls and frees the port. */
  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  /** Decides, for a call of a batch. */
  FakeReply decide(FakeCall call) {
    FakeReply scripted = script.poll();
    return scripted != null ? scripted : answering.reply(call);
  }

  /** Writes a call on the bill. */
  void bill(FakeCall call, String answer) {
    billedCount.incrementAndGet();
    billedTokens.addAndGet(promptTokens(call) + TokenEstimate.of(answer));
    if (remembering) {
      billed.merge(Hashes.sha256(call.question()), 1, Integer::sum);
    }
  }

  private void chat(HttpExchange exchange) throws IOException, InterruptedException {
    JsonNode body = Json.mapper().readTree(exchange.getRequestBody());
    FakeCall call =
        new FakeCall(callCount.incrementAndGet(), Instant.now(), authorization(exchange), body);
    if (remembering) {
      calls.add(call);
      asked.merge(Hashes.sha256(call.question()), 1, Integer::sum);
    }
    mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
    FakeReply reply;
    try {
      reply = decide(call);
      if (!latency.isZero()) {
        Thread.sleep(latency);
      }
      while (reply instanceof FakeReply.Late late) {
        Thread.sleep(late.delay());
        reply = late.then();
      }
      if (reply instanceof FakeReply.Hang) {
        closed.await();
      }
    } finally {
      // Before the reply is written: a caller that has it and asks again counts once.
      running.decrementAndGet();
    }
    reply(exchange, call, reply);
  }

  private void reply(HttpExchange exchange, FakeCall call, FakeReply reply) throws IOException {
    switch (reply) {
      case FakeReply.Answer answer -> {
        // Billed before the first byte: whoever has seen an answer can look it up here.
        bill(call, answer.text());
        send(exchange, 200, Json.line(FakeJson.completion(call, answer)));
      }
      case FakeReply.Raw raw -> {
        bill(call, "");
        send(exchange, 200, raw.body());
      }
      case FakeReply.Status status -> {
        if (status.billed()) {
          bill(call, "");
        }
        status.headers().forEach(exchange.getResponseHeaders()::add);
        send(exchange, status.code(), status.body());
      }
      case FakeReply.Cut cut -> {
        bill(call, cut.text());
        byte[] whole =
            Json.line(FakeJson.completion(call, FakeReply.ok(cut.text())))
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, whole.length);
        exchange.getResponseBody().write(whole, 0, whole.length / 2);
        exchange.getResponseBody().flush();
      }
      case FakeReply.Huge huge -> {
        bill(call, "");
        stream(exchange, call, huge.letters());
      }
      case FakeReply.Hang hang -> {
        // Over: the server is being closed.
      }
      case FakeReply.Close close -> {
        // Leaving the handler closes the connection.
      }
      case FakeReply.Late late -> throw new AssertionError("waited for by the caller");
    }
  }

  private static void stream(HttpExchange exchange, FakeCall call, long letters)
      throws IOException {
    String frame = Json.line(FakeJson.completion(call, FakeReply.ok("@")));
    int at = frame.indexOf('@');
    byte[] piece = "x".repeat(1 << 13).getBytes(StandardCharsets.US_ASCII);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(frame.substring(0, at).getBytes(StandardCharsets.UTF_8));
      for (long left = letters; left > 0; left -= piece.length) {
        out.write(piece, 0, (int) Math.min(left, piece.length));
      }
      out.write(frame.substring(at + 1).getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void models(HttpExchange exchange) throws IOException {
    send(
        exchange,
        200,
        Json.line(
            Map.of("object", "list", "data", List.of(Map.of("id", MODEL, "object", "model")))));
  }

  static long promptTokens(FakeCall call) {
    return TokenEstimate.of(call.prompt());
  }

  static String authorization(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    return header == null ? "" : header;
  }

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    if (!exchange.getResponseHeaders().containsKey("Content-Type")) {
      exchange.getResponseHeaders().add("Content-Type", "application/json");
    }
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.getResponseBody().close();
  }

  private interface Handler {
    void handle(HttpExchange exchange) throws IOException, InterruptedException;
  }

  /** Closes the exchange whatever happens; callers that went away are no concern of a server. */
  private com.sun.net.httpserver.HttpHandler guarded(Handler handler) {
    return exchange -> {
      try {
        handler.handle(exchange);
      } catch (IOException e) {
        if (closed.getCount() > 0) {
          System.getLogger(FakeServer.class.getName())
              .log(System.Logger.Level.DEBUG, "a caller went away", e);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        exchange.close();
      }
    };
  }
}
