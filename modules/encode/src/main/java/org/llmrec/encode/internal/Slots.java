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

    /**
     * Makes room for a batch.
     *
     * @param rows B
     * @param length L
     * @param answer how many numbers the model answers with
     */
    void clear(int rows, int length, int answer) {
      for (LongBuffer each : new LongBuffer[] {ids, mask, types}) {
        each.clear().limit(rows * length);
      }
      hidden.clear().limit(answer);
    }

    /** Writes a row's pieces from a place on, and pads it. */
    void fill(int start, int length, long[] pieces) {
      put(ids, start, length, pieces);
      for (int i = 0; i < length; i++) {
        mask.put(start + i, i < pieces.length ? 1 : 0);
      }
    }

    /** Writes which of the two texts each of a row's pieces is of. */
    void fillTypes(int start, int length, long[] pieces) {
      put(types, start, length, pieces);
    }

    private static void put(LongBuffer to, int start, int length, long[] values) {
      to.put(start, values);
      for (int i = values.length; i < length; i++) {
        to.put(start + i, 0);
      }
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
