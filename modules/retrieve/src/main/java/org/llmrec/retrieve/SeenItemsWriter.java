package org.llmrec.retrieve;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.zip.CRC32C;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.retrieve.internal.SeenLayout;

/**
 * Writes what every user has interacted with, from columns of events. The same events in any order
 * give the same bytes. The file is written whole or not at all.
 */
public final class SeenItemsWriter {
  private final OutputStream out;
  private final CRC32C crc = new CRC32C();
  private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private long position;

  private SeenItemsWriter(OutputStream out) {
    this.out = out;
  }

  /**
   * Writes the file.
   *
   * @param file replaced
   * @param items how many items the catalogue has
   * @param users the users' ids, all different
   * @param user {@code [E]}: of each event, the index into {@code users}
   * @param item {@code [E]}: of each event, the item's ordinal, or -1 when the catalogue does not
   *     have it, which leaves the event out. A user may meet an item more than once
   * @param liked of each event, whether it says that the user likes the item; one such event is
   *     enough
   * @throws ConfigException if two users have the same id
   * @throws IllegalArgumentException if the columns differ in length or an index is out of range
   * @throws UncheckedIOException if the disk fails
   */
  public static void write(
      Path file, int items, List<String> users, int[] user, int[] item, BitSet liked) {
    if (user.length != item.length) {
      throw new IllegalArgumentException(
          "columns differ in length: " + user.length + " users, " + item.length + " items");
    }
    byte[][] ids = new byte[users.size()][];
    for (int u = 0; u < ids.length; u++) {
      ids[u] = users.get(u).getBytes(StandardCharsets.UTF_8);
    }
    int[] order = sorted(ids, users);
    long[] starts = new long[ids.length + 1];
    int[] entries = entries(items, user, item, liked, order, starts);
    try {
      AtomicFiles.write(
          file, out -> new SeenItemsWriter(out).write(items, entries, starts, ids, order));
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot write: " + e.getMessage(), e);
    }
  }

  private static int[] sorted(byte[][] ids, List<String> users) {
    Integer[] order = new Integer[ids.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Arrays.compareUnsigned(ids[a], ids[b]));
    for (int i = 1; i < order.length; i++) {
      if (Arrays.equals(ids[order[i - 1]], ids[order[i]])) {
        throw new ConfigException(
            DataCode.ID_TWICE, "expected every user once, found twice: " + users.get(order[i]));
      }
    }
    return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
  }

  /** Groups the events by user, in the users' final order; one entry for a user and an item. */
  private static int[] entries(
      int items, int[] user, int[] item, BitSet liked, int[] order, long[] starts) {
    int[] place = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      place[order[i]] = i;
    }
    int[] ends = new int[order.length + 1];
    for (int e = 0; e < user.length; e++) {
      if (item[e] < -1 || item[e] >= items) {
        throw new IllegalArgumentException(
            "expected an ordinal below " + items + " or -1, found " + item[e]);
      }
      if (item[e] >= 0) {
        ends[place[user[e]] + 1]++;
      }
    }
    for (int u = 0; u < order.length; u++) {
      ends[u + 1] += ends[u];
    }
    int[] grouped = new int[ends[order.length]];
    int[] next = Arrays.copyOf(ends, order.length);
    for (int e = 0; e < user.length; e++) {
      if (item[e] >= 0) {
        // Sorts by ordinal first, and what is liked after what is not.
        grouped[next[place[user[e]]]++] = item[e] << 1 | (liked.get(e) ? 1 : 0);
      }
    }
    int n = 0;
    for (int u = 0; u < order.length; u++) {
      int from = ends[u];
      Arrays.sort(grouped, from, ends[u + 1]);
      starts[u] = n;
      for (int e = from; e < ends[u + 1]; e++) {
        boolean last = e + 1 == ends[u + 1] || grouped[e] >>> 1 != grouped[e + 1] >>> 1;
        if (last) {
          int ordinal = grouped[e] >>> 1;
          grouped[n++] = (grouped[e] & 1) == 1 ? ordinal | SeenLayout.LIKED : ordinal;
        }
      }
    }
    starts[order.length] = n;
    return Arrays.copyOf(grouped, n);
  }

  private void write(int items, int[] entries, long[] starts, byte[][] ids, int[] order)
      throws IOException {
    putLong(SeenLayout.HEAD_MAGIC);
    putInt(SeenLayout.VERSION);
    putInt(items);
    padTo(SeenLayout.EDGE);
    for (int entry : entries) {
      putInt(entry);
    }
    padTo((position + 7) & ~7L);
    for (long start : starts) {
      putLong(start);
    }
    long idBytes = 0;
    for (int u : order) {
      putLong(idBytes);
      idBytes += ids[u].length;
    }
    putLong(idBytes);
    for (int u : order) {
      put(ids[u], ids[u].length);
    }
    SeenLayout layout = new SeenLayout(order.length, entries.length, idBytes);
    padTo(layout.tail());
    putLong(layout.users());
    putLong(layout.entries());
    putLong(layout.idBytes());
    putLong(crc.getValue());
    padTo(layout.length() - Long.BYTES);
    putLong(SeenLayout.TAIL_MAGIC);
  }

  private void putInt(int value) throws IOException {
    number.putInt(0, value);
    put(number.array(), Integer.BYTES);
  }

  private void putLong(long value) throws IOException {
    number.putLong(0, value);
    put(number.array(), Long.BYTES);
  }

  private void padTo(long end) throws IOException {
    byte[] zero = new byte[1];
    while (position < end) {
      put(zero, 1);
    }
  }

  private void put(byte[] bytes, int n) throws IOException {
    out.write(bytes, 0, n);
    crc.update(bytes, 0, n);
    position += n;
  }
}
