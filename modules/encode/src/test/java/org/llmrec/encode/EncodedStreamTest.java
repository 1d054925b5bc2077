package org.llmrec.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.encode.internal.NativeHandles;

/** What a stream gives is what single calls give, and it never runs ahead of whoever reads it. */
@Timeout(120)
class EncodedStreamTest {
  private static final int WINDOW = EncodedStream.WINDOW;

  @TempDir static Path folder;
  private static TextEncoder encoder;

  @BeforeAll
  static void open() throws IOException {
    encoder = OnnxTextEncoder.open(TinyModel.in(folder, 5), new EncoderOptions(2, 1024));
  }

  @AfterAll
  static void close() {
    encoder.close();
  }

  /** Session and tokenizer; no tensor, and no thread of a stream. */
  @AfterEach
  void nothingIsLeft() {
    assertEquals(2, NativeHandles.open());
    assertTrue(
        Thread.getAllStackTraces().keySet().stream()
            .noneMatch(
                thread ->
                    thread.getName().equals("llmrec-encode-read")
                        || thread.getName().equals("llmrec-encode-compute")));
  }

  @Test
  void aSlowReaderHoldsTheSourceBack() throws InterruptedException {
    Counting source = new Counting(10 * WINDOW);
    try (EncodedStream<String> stream = stream(source, units -> {})) {
      for (int window = 0; window < 10; window++) {
        stream.next();
        int most = Math.min(10, window + 3) * WINDOW;
        source.awaitRead(most);
        // Whoever would go further has time to.
        Thread.sleep(20);
        assertEquals(most, source.read.get(), "window " + window);
      }
      assertFalse(stream.hasNext());
    }
  }

  @Test
  void closingHalfwayStopsEverything() {
    Counting source = new Counting(Integer.MAX_VALUE);
    EncodedStream<String> stream = stream(source, units -> {});
    stream.next();
    stream.close();
    stream.close();
    assertTrue(source.read.get() <= 3 * WINDOW, "read " + source.read);
    assertThrows(IllegalStateException.class, stream::hasNext);
  }

  @Test
  void aSourceThatFailsIsHeardOfAfterAllThatCameBefore() {
    IllegalStateException failure = new IllegalStateException("line 5000 is broken");
    Iterator<String> source =
        IntStream.range(0, 6000)
            .mapToObj(
                i -> {
                  if (i == 5000) {
                    throw failure;
                  }
                  return "text " + i;
                })
            .iterator();
    try (EncodedStream<String> stream = stream(source, units -> {})) {
      assertEquals(WINDOW, stream.next().items().size());
      assertEquals(WINDOW, stream.next().items().size());
      assertSame(failure, assertThrows(IllegalStateException.class, stream::hasNext));
      assertFalse(stream.hasNext());
    }
  }

  @Test
  void anInterruptedReaderHearsOfItAndCanClose() {
    Iterator<String> endless =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            try {
              new CountDownLatch(1).await();
              return true;
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
              return false;
            }
          }

          @Override
          public String next() {
            throw new NoSuchElementException();
          }
        };
    try (EncodedStream<String> stream = stream(endless, units -> {})) {
      Thread.currentThread().interrupt();
      assertThrows(LlmrecException.class, stream::next);
      assertTrue(Thread.currentThread().isInterrupted());
    } finally {
      assertTrue(Thread.interrupted());
    }
  }

  private static EncodedStream<String> stream(Iterator<String> source, LongConsumer done) {
    return encoder.stream(source, Function.identity(), Role.PASSAGE, done);
  }

  /** Numbers as texts, and how far they were asked for. */
  private static final class Counting implements Iterator<String> {
    private final int n;
    private final AtomicInteger read = new AtomicInteger();

    Counting(int n) {
      this.n = n;
    }

    @Override
    public boolean hasNext() {
      return read.get() < n;
    }

    @Override
    public String next() {
      return "text " + read.getAndIncrement();
    }

    void awaitRead(int count) throws InterruptedException {
      while (read.get() < count) {
        Thread.sleep(1);
      }
    }
  }
}
