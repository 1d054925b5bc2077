package org.llmrec.encode.cache.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.llmrec.core.text.HashRows;
import org.llmrec.core.text.TextHashes;
import org.llmrec.encode.Encoded;

/**
 * Some of a space's vectors, in two files that only grow. Little-endian; a row is its place in
 * both:
 *
 * <pre>
 * NUMBER.keys      "LLMRECK1", dims (4), zero (4); then 16 bytes a row, the key
 * NUMBER.vectors   "LLMRECV1", dims (4), zero (4); then a row: D floats, 1 or 0 for a cut text (4),
 *                  CRC-32C of key, floats and mark (4)
 * </pre>
 *
 * <p>The keys are apart so that opening a cache reads them only. The checksum is over the key too,
 * and compared with the key that is looked for: a row that does not belong to it is never taken for
 * it, whatever happened to either file. Vectors are written before their keys, and a row counts
 * once both are there, so a writer that was killed leaves at most a tail that the next one cuts.
 *
 * <p>Files are read through {@link RandomAccessFile}, since interrupting a thread, which stops a
 * stream of texts, would close a channel under everybody else. For one thread.
 */
final class Segment implements AutoCloseable {
  private static final int HEAD_BYTES = 16;
  private static final byte[] KEYS = "LLMRECK1".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] VECTORS = "LLMRECV1".getBytes(StandardCharsets.US_ASCII);
  private static final int MARKS_BYTES = 2 * Integer.BYTES;
  private static final int PIECE_BYTES = 1 << 20;

  private final SegmentFiles files;
  private final int first;
  private final int dims;
  private final int rowBytes;
  private final Object identity;
  private final RandomAccessFile vectors;
  private final CRC32C crc = new CRC32C();
  private final ByteBuffer row;
  private int rows;

  private Segment(SegmentFiles files, int first, int dims, RandomAccessFile vectors)
      throws IOException {
    this.files = files;
    this.first = first;
    this.dims = dims;
    this.rowBytes = rowBytes(dims);
    this.identity = identity(files.vectors());
    this.vectors = vectors;
    this.row = little(rowBytes);
  }

  private static int rowBytes(int dims) {
    return dims * Float.BYTES + MARKS_BYTES;
  }

  /** How many rows of that width a segment of that many bytes has; one at least. */
  static int capacity(long bytes, int dims) {
    long each = rowBytes(dims) + TextHashes.BYTES;
    return (int) Math.clamp((bytes - 2 * HEAD_BYTES) / each, 1, Integer.MAX_VALUE >> 1);
  }

  /** Makes both files, without a row. */
  static void create(SegmentFiles files, int dims) throws IOException {
    Files.write(files.vectors(), head(VECTORS, dims));
    Files.write(files.keys(), head(KEYS, dims));
  }

  /**
   * Opens it, without a row so far.
   *
   * @param first the number that its first row has in the whole space
   * @return empty if one of the files is missing or does not begin as it should
   */
  static Optional<Segment> open(SegmentFiles files, int first, int dims) throws IOException {
    if (!begins(files.keys(), head(KEYS, dims)) || !begins(files.vectors(), head(VECTORS, dims))) {
      return Optional.empty();
    }
    RandomAccessFile vectors = new RandomAccessFile(files.vectors().toFile(), "r");
    try {
      return Optional.of(new Segment(files, first, dims, vectors));
    } catch (IOException | RuntimeException e) {
      vectors.close();
      throw e;
    }
  }

  /** Overwrites the rows of some keys with zeros, vectors first; returns how many there were. */
  static long erase(SegmentFiles files, int dims, HashRows which) throws IOException {
    if (!begins(files.keys(), head(KEYS, dims)) || !begins(files.vectors(), head(VECTORS, dims))) {
      files.delete();
      return 0;
    }
    long erased = 0;
    try (RandomAccessFile keys = new RandomAccessFile(files.keys().toFile(), "rw");
        RandomAccessFile vectors = new RandomAccessFile(files.vectors().toFile(), "rw")) {
      byte[] nothing = new byte[rowBytes(dims)];
      byte[] piece = new byte[PIECE_BYTES];
      long rows = (keys.length() - HEAD_BYTES) / TextHashes.BYTES;
      for (long first = 0; first < rows; first += PIECE_BYTES / TextHashes.BYTES) {
        int some = (int) Math.min(rows - first, PIECE_BYTES / TextHashes.BYTES);
        keys.seek(HEAD_BYTES + first * TextHashes.BYTES);
        keys.readFully(piece, 0, some * TextHashes.BYTES);
        ByteBuffer found = ByteBuffer.wrap(piece).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < some; i++) {
          if (which.find(found.getLong(), found.getLong()) >= 0) {
            vectors.seek(HEAD_BYTES + (first + i) * nothing.length);
            vectors.write(nothing);
            keys.seek(HEAD_BYTES + (first + i) * TextHashes.BYTES);
            keys.write(nothing, 0, TextHashes.BYTES);
            erased++;
          }
        }
      }
      vectors.getFD().sync();
      keys.getFD().sync();
    }
    return erased;
  }

  private static byte[] head(byte[] magic, int dims) {
    return little(HEAD_BYTES).put(magic).putInt(dims).array();
  }

  private static boolean begins(Path file, byte[] expected) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] found = new byte[expected.length];
      in.readFully(found);
      return Arrays.equals(found, expected);
    } catch (EOFException e) {
      return false;
    }
  }

  private static Object identity(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  int number() {
    return files.number();
  }

  /** The number that its first row has in the whole space. */
  int first() {
    return first;
  }

  /** The rows that are known. */
  int rows() {
    return rows;
  }

  /** Whether its files are still those that were opened, and none of the known rows is gone. */
  boolean isThere() throws IOException {
    try {
      return Objects.equals(identity, identity(files.vectors())) && rowsThere() >= rows;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private int rowsThere() throws IOException {
    long keys = (Files.size(files.keys()) - HEAD_BYTES) / TextHashes.BYTES;
    long whole = (Files.size(files.vectors()) - HEAD_BYTES) / rowBytes;
    return (int) Math.clamp(Math.min(keys, whole), 0, Integer.MAX_VALUE >> 1);
  }

  /** Adds the keys of rows that were not known to {@code keys}. */
  void scan(TextHashes keys) throws IOException {
    int there = rowsThere();
    try (RandomAccessFile in = new RandomAccessFile(files.keys().toFile(), "r")) {
      in.seek(HEAD_BYTES + (long) rows * TextHashes.BYTES);
      while (rows < there) {
        int some = Math.min(there - rows, PIECE_BYTES / TextHashes.BYTES);
        ByteBuffer piece = little(some * TextHashes.BYTES);
        in.readFully(piece.array());
        for (int i = 0; i < some; i++) {
          keys.add(piece.getLong(), piece.getLong());
        }
        rows += some;
      }
    }
  }

  /** A row, if it is that key's and nothing of it was changed. */
  Optional<Found> read(int number, long high, long low) {
    try {
      vectors.seek(HEAD_BYTES + (long) number * rowBytes);
      vectors.readFully(row.array());
    } catch (IOException e) {
      return Optional.empty();
    }
    int mark = row.getInt(dims * Float.BYTES);
    boolean right =
        row.getInt(rowBytes - Integer.BYTES) == checksum(high, low, row.array(), 0)
            && (mark == 0 || mark == 1);
    if (!right) {
      return Optional.empty();
    }
    float[] vector = new float[dims];
    row.asFloatBuffer().get(0, vector);
    return Optional.of(new Found(vector, mark == 1));
  }

  private int checksum(long high, long low, byte[] bytes, int from) {
    crc.reset();
    crc.update(little(TextHashes.BYTES).putLong(high).putLong(low).array());
    crc.update(bytes, from, rowBytes - Integer.BYTES);
    return (int) crc.getValue();
  }

  /**
   * Appends rows behind the known ones, in the place of whatever a killed writer left there.
   *
   * @param keys of all the vectors
   * @param which of them, {@code [from, to)} of it
   */
  void append(TextHashes keys, int[] which, int from, int to, Encoded encoded) throws IOException {
    try (RandomAccessFile keyOut = new RandomAccessFile(files.keys().toFile(), "rw");
        RandomAccessFile vectorOut = new RandomAccessFile(files.vectors().toFile(), "rw")) {
      toEnd(keyOut, TextHashes.BYTES);
      toEnd(vectorOut, rowBytes);
      int most = Math.max(1, PIECE_BYTES / rowBytes);
      for (int done = from; done < to; ) {
        int some = Math.min(most, to - done);
        ByteBuffer piece = little(some * rowBytes);
        for (int i = done; i < done + some; i++) {
          put(piece, keys, which[i], encoded);
        }
        vectorOut.write(piece.array());
        done += some;
      }
      ByteBuffer added = little((to - from) * TextHashes.BYTES);
      for (int i = from; i < to; i++) {
        added.putLong(keys.high(which[i])).putLong(keys.low(which[i]));
      }
      keyOut.write(added.array());
    }
  }

  private void toEnd(RandomAccessFile file, int bytes) throws IOException {
    long end = HEAD_BYTES + (long) rows * bytes;
    file.setLength(end);
    file.seek(end);
  }

  private void put(ByteBuffer piece, TextHashes keys, int number, Encoded encoded) {
    int at = piece.position();
    for (float value : encoded.vectors()[number]) {
      piece.putFloat(value);
    }
    piece.putInt(encoded.cut()[number] ? 1 : 0);
    piece.putInt(checksum(keys.high(number), keys.low(number), piece.array(), at));
  }

  @Override
  public void close() throws IOException {
    vectors.close();
  }
}
