package org.llmrec.encode.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The places at which a batch can be computed, each with buffers that are used again and again.
 * Whoever waits longest is served first. Thread-safe.
 */
public final class Slots {
  private final Pool<Slot> slots;

  /** Memory outside the heap for one batch: what the model reads, and what it answers. */
  public static final class Slot {
    /** From 0. */
    final int number;

    final LongBuffer ids;
    final LongBuffer mask;

    /** Always zero where texts are encoded one by one; which of the two where pairs are scored. */
    final LongBuffer types;

    /** The answer: {@code [B, L, width]}, or the scores {@code [B, width]} at its begin. */
    final FloatBuffer hidden;

    private Slot(int number, int pieces, int width) {
      this.number = number;
      this.ids = longs(pieces);
      this.mask = longs(pieces);
      this.types = longs(pieces);
      this.hidden = bytes((long) pieces * width * Float.BYTES).asFloatBuffer();
    }

    private static LongBuffer longs(int n) {
      return bytes((long) n * Long.BYTES).asLongBuffer();
    }

    private static ByteBuffer bytes(long n) {
      return ByteBuffer.allocateDirect(Math.toIntExact(n)).order(ByteOrder.nativeOrder());
    }
  }

  /** {@code n} places for batches of up to {@code pieces} word pieces, padding included. */
  public Slots(int n, int pieces, int width) {
    this.slots =
        new Pool<>(IntStream.range(0, n).mapToObj(i -> new Slot(i, pieces, width)).toList());
  }

  /** Runs {@code work} at a place of its own. */
  public void with(Consumer<Slot> work) {
    slots.with(work);
  }
}
