package org.llmrec.core.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;

/**
 * Finds lines of a JSON Lines file by an id, reading each from the disk when it is asked for. Holds
 * no id and no line: where each line lies, 64 bits of a hash of its id and a table over them, 28 to
 * 36 bytes a line in all.
 *
 * <p>Thread-safe; one thread reads at a time. An interrupt disturbs neither the interrupted thread
 * nor the others, which is why this is no {@link java.nio.channels.FileChannel}. The file stays
 * open until {@link #close}: one that takes its place is not seen.
 */
public final class JsonLineIndex implements AutoCloseable {
  private final Path file;
  private final RandomAccessFile in;
  private final ReentrantLock reading = new ReentrantLock();
  private final LineTable table;
  private final String advice;
  private boolean closed;

  /** Says what a line is found by. */
  @FunctionalInterface
  public interface Key {
    /**
     * The id in a line, or null to leave the line out.
     *
     * @param number from 1
     * @param line its bytes without the line feed; reused for the next line
     * @param length how many of them belong to it
     * @throws IOException if it is not what it should be
     */
    String of(long number, byte[] line, int length) throws IOException;
  }

  private JsonLineIndex(Path file, RandomAccessFile in, LineTable table, String advice) {
    this.file = file;
    this.in = in;
    this.table = table;
    this.advice = advice;
  }

  /**
   * Opens a file and reads all of it once. Of two lines with one id, the first is found.
   *
   * @param advice what to do about a damaged file
   * @throws CorruptFileException if there is no such file or its last line does not end
   * @throws IOException if it cannot be read, or {@code key} refuses a line
   */
  public static JsonLineIndex open(Path file, Key key, String advice) throws IOException {
    RandomAccessFile in;
    try {
      in = new RandomAccessFile(file.toFile(), "r");
    } catch (FileNotFoundException e) {
      CorruptFileException missing =
          new CorruptFileException(
              FileCode.FILE_DAMAGED, file, "a file of lines", "none that can be read", advice);
      missing.initCause(e);
      throw missing;
    }
    try {
      return new JsonLineIndex(file, in, scan(file, in, key, advice), advice);
    } catch (IOException | RuntimeException | Error e) {
      in.close();
      throw e;
    }
  }

  private static LineTable scan(Path file, RandomAccessFile in, Key key, String advice)
      throws IOException {
    LineTable table = new LineTable();
    byte[] buffer = new byte[1 << 18];
    byte[] line = new byte[1 << 12];
    int length = 0;
    long number = 0;
    long at = 0;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      int from = 0;
      while (from < n) {
        int end = from;
        while (end < n && buffer[end] != '\n') {
          end++;
        }
        if (line.length < length + end - from) {
          line = Arrays.copyOf(line, Math.max(2 * line.length, length + end - from));
        }
        System.arraycopy(buffer, from, line, length, end - from);
        length += end - from;
        from = end + 1;
        if (end < n) {
          String id = key.of(++number, line, length);
          if (id != null) {
            table.add(id, at, length);
          }
          at += length + 1L;
          length = 0;
        }
      }
    }
    if (length > 0) {
      throw new CorruptFileException(
          FileCode.FILE_DAMAGED,
          file,
          "a line feed at the end of line " + (number + 1),
          "the end of the file",
          advice);
    }
    table.finish();
    return table;
  }

  /** How many lines can be found. */
  public int size() {
    return table.size();
  }

  /**
   * The line with that id, or nothing.
   *
   * @param type what a line is
   * @param idOf its id: two ids may share a hash, and then the right one is found by this
   * @throws CorruptFileException if the file has changed since it was opened
   * @throws IllegalStateException if this is closed
   * @throws IOException if it cannot be read
   */
  public <T> Optional<T> find(String id, Class<T> type, Function<T, String> idOf)
      throws IOException {
    long hash = LineTable.hash(id);
    for (int slot = table.first(hash); slot >= 0; slot = table.next(slot, hash)) {
      T value = parse(read(table.start(slot), table.length(slot)), type);
      if (idOf.apply(value).equals(id)) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  private byte[] read(long start, int length) throws IOException {
    byte[] bytes = new byte[length];
    reading.lock();
    try {
      if (closed) {
        throw new IllegalStateException(file + ": the file is closed");
      }
      in.seek(start);
      in.readFully(bytes);
    } finally {
      reading.unlock();
    }
    return bytes;
  }

  private <T> T parse(byte[] bytes, Class<T> type) throws IOException {
    String found;
    try {
      T value = Json.mapper().readValue(bytes, type);
      if (value != null) {
        return value;
      }
      found = "null";
    } catch (JsonProcessingException e) {
      found = e.getOriginalMessage();
    }
    throw new CorruptFileException(
        FileCode.FILE_DAMAGED,
        file,
        "JSON of a " + type.getSimpleName() + " as when it was opened",
        found,
        advice);
  }

  @Override
  public void close() throws IOException {
    reading.lock();
    try {
      closed = true;
      in.close();
    } finally {
      reading.unlock();
    }
  }
}
