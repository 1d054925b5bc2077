package org.llmrec.llm.embedded.internal.llama;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;

/**
 * {@code llama_batch} of build b4916, over one block of memory of ours: tokens of one sequence at
 * positions that follow each other. Not thread-safe.
 */
final class TokenBatch {
  private static final int INT = 4;

  /** The C structure. */
  @Structure.FieldOrder({
    "count",
    "tokens",
    "embeddings",
    "positions",
    "sequenceCounts",
    "sequences",
    "wanted"
  })
  public static class Value extends Structure implements Structure.ByValue {
    public int count;
    public Pointer tokens;
    public Pointer embeddings;
    public Pointer positions;
    public Pointer sequenceCounts;
    public Pointer sequences;
    public Pointer wanted;
  }

  private final int most;
  private final Value value = new Value();

  /** For at most so many tokens. */
  TokenBatch(int most) {
    this.most = most;
    long pointers = (long) Native.POINTER_SIZE * most;
    long ints = (long) INT * most;
    // Parts of a block keep the whole of it from being collected.
    Memory block = new Memory(pointers + 3 * ints + INT + most);
    block.clear();
    value.sequences = block.share(0, pointers);
    value.tokens = block.share(pointers, ints);
    value.positions = block.share(pointers + ints, ints);
    value.sequenceCounts = block.share(pointers + 2 * ints, ints);
    Pointer sequence = block.share(pointers + 3 * ints, INT);
    value.wanted = block.share(pointers + 3 * ints + INT, most);
    for (int i = 0; i < most; i++) {
      value.sequenceCounts.setInt((long) INT * i, 1);
      value.sequences.setPointer((long) Native.POINTER_SIZE * i, sequence);
    }
  }

  /** How many fit. */
  int most() {
    return most;
  }

  /**
   * Fills it; the next call fills the same one.
   *
   * @param all the sequence
   * @param from the first of it to evaluate, at the position of that number
   * @param to the end, exclusive
   * @param wantedFrom logits are wanted from this one on
   */
  Value of(int[] all, int from, int to, int wantedFrom) {
    int count = to - from;
    if (count < 1 || count > most) {
      throw new IllegalArgumentException("expected 1 to " + most + " tokens, found " + count);
    }
    value.tokens.write(0, all, from, count);
    for (int i = 0; i < count; i++) {
      value.positions.setInt((long) INT * i, from + i);
      value.wanted.setByte(i, (byte) (from + i >= wantedFrom ? 1 : 0));
    }
    value.count = count;
    return value;
  }

  /** Fills it with one token, whose logits are wanted. */
  Value one(int token, int position) {
    value.tokens.setInt(0, token);
    value.positions.setInt(0, position);
    value.wanted.setByte(0, (byte) 1);
    value.count = 1;
    return value;
  }
}
