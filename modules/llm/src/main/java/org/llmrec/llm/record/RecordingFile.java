package org.llmrec.llm.record;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LanguageModelCode;
import org.llmrec.core.error.WorkspaceCode;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.json.Json;

/**
 * A recording that is being written, locked against other writers. Thread-safe. Not a channel: that
 * would be closed for everybody when one thread is interrupted while it writes.
 */
final class RecordingFile implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(RecordingFile.class.getName());

  private final RandomAccessFile out;
  private final Map<String, RecordedLine> lines;
  private final ReentrantLock lock = new ReentrantLock();

  private RecordingFile(RandomAccessFile out, Map<String, RecordedLine> lines) {
    this.out = out;
    this.lines = new ConcurrentHashMap<>(lines);
  }

  /** Opens or begins a recording, and repairs its end. */
  static RecordingFile open(Path file, RecordingHeader header) throws IOException {
    RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw");
    try {
      lock(file, out);
      Recording recording = Recording.read(file);
      check(file, header, recording);
      RecordingFile opened = new RecordingFile(out, recording.lines());
      opened.repair(file, header, recording);
      return opened;
    } catch (IOException | RuntimeException e) {
      out.close();
      throw e;
    }
  }

  /** What is on the disk under that key. */
  Optional<RecordedLine> find(String key) {
    return Optional.ofNullable(lines.get(key));
  }

  /**
   * Returns when the line is on the disk. Two callers may have asked the same at once: the first
   * answer stands.
   */
  void append(RecordedLine line) throws IOException {
    lock.lock();
    try {
      if (lines.containsKey(line.key())) {
        return;
      }
      long end = out.length();
      try {
        write(end, Json.line(line) + "\n");
      } catch (IOException e) {
        // Half a line in the middle would spoil the file, unlike half a line at its end.
        out.setLength(end);
        throw e;
      }
      lines.put(line.key(), line);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private void repair(Path file, RecordingHeader header, Recording recording) throws IOException {
    if (recording.torn() > 0) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0}: the last line was cut off when its writer died; its {1} bytes are removed",
          file,
          recording.torn());
    }
    out.setLength(recording.whole());
    if (recording.header().isEmpty()) {
      write(0, Json.line(header) + "\n");
      AtomicFiles.force(file.toAbsolutePath().getParent());
    } else if (!recording.closed()) {
      write(recording.whole(), "\n");
    }
  }

  private void write(long at, String text) throws IOException {
    out.seek(at);
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.getFD().sync();
  }

  private static void lock(Path file, RandomAccessFile out) throws IOException {
    boolean free;
    try {
      free = out.getChannel().tryLock() != null;
    } catch (OverlappingFileLockException e) {
      free = false;
    }
    if (!free) {
      throw new ConfigException(
          WorkspaceCode.FOLDER_IN_USE,
          file + ": somebody else records into this file; wait for them or choose another file");
    }
  }

  private static void check(Path file, RecordingHeader header, Recording recording) {
    if (recording.header().isPresent() && !recording.header().get().equals(header)) {
      throw new ConfigException(
          LanguageModelCode.LLM_SETUP,
          file
              + ": expected a recording of "
              + header.info()
              + ", found one of "
              + recording.header().get().info()
              + "; choose another file");
    }
  }
}
