package org.llmrec.encode;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.MachineCode;
import org.llmrec.encode.internal.Handoff;

/**
 * A long row of texts on its way to vectors, window by window and in order. While the caller has
 * one window in hand, the next is computed and the one after that is read and tokenised, each by a
 * thread of its own; neither goes further until the caller asks for more. So memory is that of
 * three windows of {@value #WINDOW} texts, however many there are.
 *
 * <p>A window's vectors are, to the bit, what {@link TextEncoder#encode} gives for its texts.
 *
 * <p>For one thread, which has to close it: then both threads are interrupted, and nothing runs any
 * more when {@link #close} returns.
 *
 * @param <T> what carries a text
 */
public final class EncodedStream<T> implements Iterator<EncodedStream.Window<T>>, AutoCloseable {
  /** Texts in a window: enough to sort by length, and little to hold. */
  public static final int WINDOW = 2048;

  /**
   * Some texts, encoded together.
   *
   * @param items what carries them, in the order of the source
   * @param encoded a vector for each
   */
  public record Window<T>(List<T> items, Encoded encoded) {
    /** Copies the list. */
    public Window {
      items = List.copyOf(items);
    }
  }

  private record Read<T>(List<T> items, TextEncoder.Prepared texts) {}

  /** What one thread hands to the next: something, or that there is no more, and why. */
  private record Step<V>(V value, Throwable failure) {}

  private final Handoff<Step<Read<T>>> read = new Handoff<>();
  private final Handoff<Step<Window<T>>> computed = new Handoff<>();
  private final List<Thread> threads;
  private Step<Window<T>> ahead;

  EncodedStream(
      TextEncoder encoder,
      Iterator<? extends T> source,
      Function<? super T, String> text,
      Role role,
      LongConsumer done) {
    Thread reader = thread("read", () -> readAll(encoder, source, text, role));
    Thread computer = thread("compute", () -> computeAll(done));
    this.threads = List.of(reader, computer);
    threads.forEach(Thread::start);
  }

  private static Thread thread(String does, Runnable work) {
    return Thread.ofPlatform().daemon().name("llmrec-encode-" + does).unstarted(work);
  }

  private void readAll(
      TextEncoder encoder,
      Iterator<? extends T> source,
      Function<? super T, String> text,
      Role role) {
    Handing<Read<T>> work =
        () -> {
          while (source.hasNext()) {
            List<T> items = new ArrayList<>(WINDOW);
            List<String> texts = new ArrayList<>(WINDOW);
            while (items.size() < WINDOW && source.hasNext()) {
              T item = source.next();
              items.add(item);
              texts.add(text.apply(item));
            }
            Read<T> window = new Read<>(items, encoder.prepare(texts, role));
            if (!read.put(new Step<>(window, null))) {
              return;
            }
          }
        };
    hand(work, read);
  }

  private void computeAll(LongConsumer done) {
    Handing<Window<T>> work =
        () -> {
          Step<Read<T>> step = read.take();
          while (step != null && step.value() != null) {
            Read<T> window = step.value();
            Encoded encoded = window.texts().encode(done);
            if (!computed.put(new Step<>(new Window<>(window.items(), encoded), null))) {
              return;
            }
            step = read.take();
          }
          if (step != null) {
            rethrow(step.failure());
          }
        };
    hand(work, computed);
  }

  /** What a thread does until there is no more. */
  @FunctionalInterface
  private interface Handing<V> {
    void run() throws InterruptedException;
  }

  /** After the last thing goes the end, or the failure, behind all that was finished before it. */
  private static <V> void hand(Handing<V> work, Handoff<Step<V>> to) {
    try {
      Throwable failure = null;
      try {
        work.run();
      } catch (RuntimeException | Error e) {
        failure = e;
      }
      to.put(new Step<>(null, failure));
    } catch (InterruptedException e) {
      // Only close() interrupts, and then nobody waits for anything.
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Waits until the next window is computed, or there is none.
   *
   * @throws LlmrecException if the model fails or the thread is interrupted; also whatever the
   *     source threw, after all windows before it
   */
  @Override
  public boolean hasNext() {
    if (ahead == null) {
      ahead = await();
      rethrow(ahead.failure());
    }
    return ahead.value() != null;
  }

  private static void rethrow(Throwable failure) {
    switch (failure) {
      case null -> {}
      case Error error -> throw error;
      case RuntimeException exception -> throw exception;
      default -> throw new AssertionError("nothing checked is thrown", failure);
    }
  }

  private Step<Window<T>> await() {
    try {
      Step<Window<T>> step = computed.take();
      if (step == null) {
        throw new IllegalStateException("the stream of encoded texts is closed");
      }
      return step;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LlmrecException(
          MachineCode.INTERRUPTED, "encoding was interrupted before it was done", e);
    }
  }

  @Override
  public Window<T> next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more texts");
    }
    Window<T> window = ahead.value();
    ahead = null;
    return window;
  }

  /**
   * Stops what is under way and waits for it: one batch, and whatever the source is doing. Does
   * nothing the second time.
   */
  @Override
  public void close() {
    read.close();
    computed.close();
    threads.forEach(Thread::interrupt);
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
