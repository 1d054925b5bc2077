package org.llmrec.retrieve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.DataCode;
import org.llmrec.core.error.FileCode;
import org.llmrec.retrieve.internal.MappedFile;
import org.llmrec.retrieve.internal.SeenLayout;

/**
 * What every user has interacted with, memory-mapped: opening costs nothing and a million users
 * take no heap. A user is found by binary search.
 *
 * <p>The layout is documented in {@link SeenLayout}; {@link SeenItemsWriter} writes it.
 * Thread-safe. Use after {@link #close} is an IllegalStateException.
 */
public final class SeenItems implements AutoCloseable {
  private static final int[] NONE = {};
  private static final String REBUILD = "build the index again";

  private final Path file;
  private final int items;
  private final SeenLayout layout;
  private volatile MappedFile mapped;

  private SeenItems(Path file, int items, SeenLayout layout, MappedFile mapped) {
    this.file = file;
    this.items = items;
    this.layout = layout;
    this.mapped = mapped;
  }

  /**
   * Maps the file and checks its structure, not its checksum.
   *
   * @throws ConfigException if there is no such file
   * @throws CorruptFileException if it is cut, foreign or of another version
   * @throws UncheckedIOException if the disk fails
   */
  public static SeenItems open(Path file) {
    MappedFile mapped;
    try {
      mapped = new MappedFile(file);
    } catch (NoSuchFileException e) {
      throw new ConfigException(
          DataCode.FILE_MISSING, file + ": expected the file of seen items, found none", e);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot read: " + e.getMessage(), e);
    }
    long length = mapped.length();
    if (length < 2 * SeenLayout.EDGE
        || length % Long.BYTES != 0
        || mapped.getLong(0) != SeenLayout.HEAD_MAGIC
        || mapped.getLong(length - Long.BYTES) != SeenLayout.TAIL_MAGIC) {
      throw new CorruptFileException(
          FileCode.BUILD_DAMAGED,
          file,
          "a whole file of seen items",
          length + " bytes of something else",
          REBUILD);
    }
    if (mapped.getInt(Long.BYTES) != SeenLayout.VERSION) {
      throw new CorruptFileException(
          FileCode.FORMAT_NEWER,
          file,
          "version " + SeenLayout.VERSION,
          "version " + mapped.getInt(8),
          REBUILD);
    }
    long tail = length - SeenLayout.EDGE;
    SeenLayout layout =
        new SeenLayout(mapped.getLong(tail), mapped.getLong(tail + 8), mapped.getLong(tail + 16));
    int items = mapped.getInt(12);
    // Counts beyond the file's own length would overflow the sums below.
    if (outside(layout.users(), length)
        || outside(layout.entries(), length)
        || outside(layout.idBytes(), length)
        || layout.length() != length
        || items < 0
        || mapped.getLong(layout.starts() + layout.users() * 8) != layout.entries()
        || mapped.getLong(layout.idStarts() + layout.users() * 8) != layout.idBytes()) {
      throw new CorruptFileException(
          FileCode.BUILD_DAMAGED,
          file,
          "the length that its counts give",
          length + " bytes for " + layout + " of " + items + " items",
          REBUILD);
    }
    return new SeenItems(file, items, layout, mapped);
  }

  private static boolean outside(long count, long length) {
    return count < 0 || count > length;
  }

  /** How many items the catalogue had when this was written. */
  public int items() {
    return items;
  }

  /** How many users there are. */
  public int users() {
    return Math.toIntExact(layout.users());
  }

  /** Whether the user has been seen at all, if only with items that have left the catalogue. */
  public boolean knows(String user) {
    return find(user) >= 0;
  }

  /**
   * The ordinals of all that the user has interacted with, ascending; empty for an unknown user.
   */
  public int[] of(String user) {
    return entries(user, false);
  }

  /** The ordinals of what the user is known to like, ascending; a part of {@link #of}. */
  public int[] likedBy(String user) {
    return entries(user, true);
  }

  private int[] entries(String user, boolean likedOnly) {
    long row = find(user);
    if (row < 0) {
      return NONE;
    }
    MappedFile open = mapped();
    long from = open.getLong(layout.starts() + row * Long.BYTES);
    long end = open.getLong(layout.starts() + (row + 1) * Long.BYTES);
    if (from < 0 || end < from || end > layout.entries()) {
      throw damaged("entries of a user from " + from + " to " + end);
    }
    int[] ordinals = new int[Math.toIntExact(end - from)];
    int n = 0;
    for (long e = from; e < end; e++) {
      int entry = open.getInt(SeenLayout.EDGE + e * Integer.BYTES);
      int ordinal = entry & ~SeenLayout.LIKED;
      if (ordinal >= items) {
        throw damaged("ordinal " + ordinal + " of " + items + " items");
      }
      if (!likedOnly || (entry & SeenLayout.LIKED) != 0) {
        ordinals[n++] = ordinal;
      }
    }
    return Arrays.copyOf(ordinals, n);
  }

  private long find(String user) {
    byte[] id = user.getBytes(StandardCharsets.UTF_8);
    MappedFile open = mapped();
    long low = 0;
    long high = layout.users() - 1;
    while (low <= high) {
      long middle = (low + high) >>> 1;
      int order = compare(open, middle, id);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  private int compare(MappedFile open, long row, byte[] id) {
    long from = open.getLong(layout.idStarts() + row * Long.BYTES);
    long end = open.getLong(layout.idStarts() + (row + 1) * Long.BYTES);
    if (from < 0 || end < from || end > layout.idBytes()) {
      throw damaged("the id of a user from " + from + " to " + end);
    }
    long common = Math.min(end - from, id.length);
    for (int i = 0; i < common; i++) {
      int order = Integer.compare(open.get(layout.ids() + from + i) & 0xff, id[i] & 0xff);
      if (order != 0) {
        return order;
      }
    }
    return Long.compare(end - from, id.length);
  }

  /**
   * Reads everything and compares the checksum.
   *
   * @throws CorruptFileException if a byte is not what was written
   */
  public void verify() {
    MappedFile open = mapped();
    long expected = open.getLong(layout.checksum());
    long found = open.crc32c(layout.checksum());
    if (expected != found) {
      throw new CorruptFileException(
          FileCode.BUILD_DAMAGED,
          file,
          "checksum " + Long.toHexString(expected),
          Long.toHexString(found),
          REBUILD);
    }
  }

  private MappedFile mapped() {
    MappedFile open = mapped;
    if (open == null) {
      throw new IllegalStateException(file + ": this file of seen items has been closed");
    }
    return open;
  }

  private CorruptFileException damaged(String found) {
    return new CorruptFileException(
        FileCode.BUILD_DAMAGED, file, "a whole file of seen items", found, REBUILD);
  }

  /** Lets the map go, which Java frees when it collects it; the second time does nothing. */
  @Override
  public void close() {
    mapped = null;
  }
}
