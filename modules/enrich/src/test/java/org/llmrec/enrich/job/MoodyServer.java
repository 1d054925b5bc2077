package org.llmrec.enrich.job;

import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.llmrec.llm.FakeCall;
import org.llmrec.llm.FakeReply;
import org.llmrec.llm.FakeServer;

/** A server that fails in one call of ten, and remembers which answers it really gave. */
final class MoodyServer implements AutoCloseable {
  private final FakeServer server = FakeServer.start();
  private final SplittableRandom random;
  private final Map<String, AtomicInteger> good = new ConcurrentHashMap<>();
  private final AtomicLong bills = new AtomicLong();

  MoodyServer(long seed, Duration latency) {
    random = new SplittableRandom(seed);
    server.latency(latency).answering(this::reply);
  }

  private FakeReply reply(FakeCall call) {
    int mood;
    synchronized (random) {
      mood = random.nextInt(50);
    }
    FakeReply reply =
        switch (mood) {
          case 0 -> FakeReply.status(429);
          case 1 -> FakeReply.status(503);
          case 2 -> FakeReply.close();
          case 3 -> FakeReply.cut(ScriptedModel.GOOD);
          case 4 -> FakeReply.garbage();
          default -> FakeReply.ok(ScriptedModel.GOOD);
        };
    if (reply.billed()) {
      bills.incrementAndGet();
    }
    if (mood > 4) {
      good.computeIfAbsent(call.question(), q -> new AtomicInteger()).incrementAndGet();
    }
    return reply;
  }

  FakeServer server() {
    return server;
  }

  /** How many whole answers were given to a question. */
  int good(String question) {
    AtomicInteger count = good.get(question);
    return count == null ? 0 : count.get();
  }

  /** How many whole answers were given. */
  long good() {
    return good.values().stream().mapToLong(AtomicInteger::get).sum();
  }

  /** Waits until whatever a dead caller had sent is answered and billed. */
  void settle() throws InterruptedException {
    while (server.running() > 0 || server.billedCount() < bills.get()) {
      Thread.sleep(1);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
