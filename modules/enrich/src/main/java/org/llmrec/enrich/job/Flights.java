package org.llmrec.enrich.job;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.llmrec.enrich.store.AnswerKey;

/**
 * The questions that are being asked, each on a virtual thread of its own, and never more than a
 * given number. A question is under way until its answer is on the disk. Thread-safe; one thread
 * launches.
 */
final class Flights {
  /** Asks one question, until its answer is on the disk. */
  interface Work {
    void run(Flight flight);
  }

  private final int most;
  private final Semaphore room;
  private final Map<AnswerKey, Flight> byKey = new ConcurrentHashMap<>();
  private final Map<Thread, Flight> byThread = new ConcurrentHashMap<>();
  private final AtomicLong launched = new AtomicLong();
  private volatile boolean stopping;

  Flights(int most) {
    this.most = most;
    room = new Semaphore(most);
  }

  boolean underWay(AnswerKey key) {
    return byKey.containsKey(key);
  }

  /**
   * Waits for room and begins.
   *
   * @return whether it began; not once the job is to stop
   */
  boolean launch(AnswerKey key, Work work) throws InterruptedException {
    room.acquire();
    Thread thread =
        Thread.ofVirtual()
            .name("llmrec-enrich-" + launched.incrementAndGet())
            .unstarted(() -> fly(key, work));
    Flight flight = new Flight(thread);
    byKey.put(key, flight);
    byThread.put(thread, flight);
    // Noted first and looked at then: either stop() sees the flight, or we see that it has come.
    if (stopping) {
      land(key, thread);
      return false;
    }
    thread.start();
    return true;
  }

  private void fly(AnswerKey key, Work work) {
    Thread thread = Thread.currentThread();
    try {
      work.run(byThread.get(thread));
    } finally {
      land(key, thread);
    }
  }

  private void land(AnswerKey key, Thread thread) {
    byKey.remove(key);
    byThread.remove(thread);
    room.release();
  }

  /** The flight of this thread. */
  Flight current() {
    return byThread.get(Thread.currentThread());
  }

  /** Makes no further calls; those that are being made come to their end. */
  void stop() {
    stopping = true;
    byThread.values().forEach(Flight::stop);
  }

  /** Waits until none is under way. */
  void await() {
    room.acquireUninterruptibly(most);
    room.release(most);
  }
}
