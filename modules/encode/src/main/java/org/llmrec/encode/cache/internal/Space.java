package org.llmrec.encode.cache.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.llmrec.core.Deadline;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.MachineCode;
import org.llmrec.core.error.WorkspaceCode;
import org.llmrec.core.io.FolderLock;
import org.llmrec.core.text.HashRows;
import org.llmrec.core.text.TextHashes;
import org.llmrec.encode.Encoded;
import org.llmrec.encode.cache.VectorCache;

/**
 * The vectors of one encoder: segments in a folder, and which key is in which row. In memory are 16
 * to 32 bytes a vector for its key and 8 to 16 for the index. Of two rows with a key the younger
 * counts: it is there because the older one was damaged.
 *
 * <p>Writers, in this process and others, take turns by the lock of the whole cache, which each has
 * only while it writes; before it does, it takes note of what others have written. Thread-safe.
 */
public final class Space implements AutoCloseable {
  /** A segment is that part of the bound: so much goes when room is needed. */
  private static final int SEGMENTS = 16;

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int POLL_MILLIS = 20;

  private final VectorCache cache;
  private final Path folder;
  private final int dims;
  private final long segmentBytes;
  private final List<Segment> segments = new ArrayList<>();
  private TextHashes keys = new TextHashes(0);
  private HashRows rows = new HashRows(keys, 0);
  private long damaged;

  private Space(VectorCache cache, Path folder, int dims) {
    this.cache = cache;
    this.folder = folder;
    this.dims = dims;
    this.segmentBytes = cache.maxBytes() / SEGMENTS;
  }

  /**
   * Reads the keys of all that is there.
   *
   * @throws IOException if a file that is there cannot be read
   */
  public static Space open(VectorCache cache, SpaceHeader header) throws IOException {
    Space space = new Space(cache, header.folder(cache.folder()), header.dims());
    space.refresh();
    return space;
  }

  /** The vector under a key. */
  public synchronized Optional<Found> find(long high, long low) {
    int number = rows.find(high, low);
    if (number < 0) {
      return Optional.empty();
    }
    Optional<Found> found = read(number, high, low);
    damaged += found.isPresent() ? 0 : 1;
    return found;
  }

  private Optional<Found> read(int number, long high, long low) {
    Segment segment = of(number);
    return segment.read(number - segment.first(), high, low);
  }

  private Segment of(int number) {
    int last = segments.size() - 1;
    while (segments.get(last).first() > number) {
      last--;
    }
    return segments.get(last);
  }

  /** How often a vector was there and not what had been written. */
  public synchronized long damaged() {
    return damaged;
  }

  /**
   * Keeps vectors that are not there yet.
   *
   * @param keys one for each
   * @return how many were not there
   * @throws LlmrecException if another holds the lock for long, or the thread is interrupted
   * @throws IOException if the disk refuses; some may have been kept
   */
  public int store(TextHashes keys, Encoded encoded) throws IOException {
    Files.createDirectories(folder);
    try (FolderLock lock = lock(cache.folder())) {
      return append(keys, encoded);
    }
  }

  private synchronized int append(TextHashes added, Encoded encoded) throws IOException {
    refresh();
    int[] fresh = absent(added);
    for (int from = 0; from < fresh.length; ) {
      Segment last = writable();
      int room = Math.max(1, Segment.capacity(segmentBytes, dims) - last.rows());
      int to = Math.min(fresh.length, from + room);
      last.append(added, fresh, from, to, encoded);
      note(last);
      from = to;
    }
    return fresh.length;
  }

  private int[] absent(TextHashes added) {
    HashRows firsts = new HashRows(added, added.size());
    int[] fresh = new int[added.size()];
    int n = 0;
    for (int i = 0; i < fresh.length; i++) {
      int number = rows.find(added.high(i), added.low(i));
      boolean there = number >= 0 && read(number, added.high(i), added.low(i)).isPresent();
      if (!there && firsts.add(i) == i) {
        fresh[n++] = i;
      }
    }
    return Arrays.copyOf(fresh, n);
  }

  /**
   * Takes note of what has changed on the disk since the last time. A segment that does not even
   * begin as it should is left alone, and goes when it is the oldest.
   */
  private void refresh() throws IOException {
    boolean same = true;
    for (Segment segment : segments) {
      same &= segment.isThere();
    }
    if (!same) {
      forget();
    }
    int last = 0;
    if (!segments.isEmpty()) {
      note(segments.getLast());
      last = segments.getLast().number();
    }
    for (SegmentFiles files : SegmentFiles.in(folder)) {
      if (files.number() > last) {
        Optional<Segment> segment = Segment.open(files, keys.size(), dims);
        if (segment.isPresent()) {
          segments.add(segment.get());
          note(segment.get());
        }
      }
    }
  }

  /** Takes a segment's new rows, if there are any, into the index. */
  private void note(Segment segment) throws IOException {
    int row = keys.size();
    segment.scan(keys);
    for (; row < keys.size(); row++) {
      rows.replace(row);
    }
  }

  /** The segment to write to: the last one, or a new one, for which others may have to go. */
  private Segment writable() throws IOException {
    if (!segments.isEmpty() && segments.getLast().rows() < Segment.capacity(segmentBytes, dims)) {
      return segments.getLast();
    }
    List<SegmentFiles> there = SegmentFiles.in(folder);
    int number = there.isEmpty() ? 1 : there.getLast().number() + 1;
    makeRoom();
    Segment.create(new SegmentFiles(folder, number), dims);
    refresh();
    return segments.getLast();
  }

  private void makeRoom() throws IOException {
    List<SegmentFiles> all = SegmentFiles.below(cache.folder());
    long bytes = 0;
    for (SegmentFiles files : all) {
      bytes += files.bytes();
    }
    for (SegmentFiles oldest : all) {
      if (bytes + segmentBytes <= cache.maxBytes()) {
        return;
      }
      bytes -= oldest.bytes();
      oldest.delete();
    }
  }

  static FolderLock lock(Path folder) throws IOException {
    Deadline deadline = Deadline.in(PATIENCE);
    while (true) {
      try {
        return FolderLock.acquire(
            folder,
            "writing cached vectors",
            holder ->
                new LlmrecException(
                    WorkspaceCode.FOLDER_IN_USE, folder + " is in use by " + holder));
      } catch (LlmrecException taken) {
        if (deadline.expired()) {
          throw taken;
        }
        try {
          Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new LlmrecException(
              MachineCode.INTERRUPTED, "interrupted while waiting for " + folder, e);
        }
      }
    }
  }

  private void forget() throws IOException {
    for (Segment segment : segments) {
      segment.close();
    }
    segments.clear();
    keys = new TextHashes(0);
    rows = new HashRows(keys, 0);
  }

  @Override
  public synchronized void close() throws IOException {
    forget();
  }
}
