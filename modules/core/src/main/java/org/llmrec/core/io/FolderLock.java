package org.llmrec.core.io;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.llmrec.core.error.Causes;
import org.llmrec.core.error.LlmrecException;

/**
 * The right to change a folder: one process, and in it one holder, has it at a time. The system
 * takes it back when the process ends in whatever way, so a killed process locks nobody out.
 * Readers do not need it. It lies in the file {@code .lock}, which says who holds it.
 */
public final class FolderLock implements AutoCloseable {
  private static final String FILE = ".lock";

  /** What this process holds: it must not open those files again, or the lock would go. */
  private static final Map<Path, String> HELD = new HashMap<>();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @param folder which must be there
   * @param purpose what it is for, as others are told: a command, or what somebody is doing
   * @param taken what to throw if somebody else has it, from who it is in words: process, host,
   *     since when, and what for
   * @throws IOException if the folder cannot be written to
   */
  public static FolderLock acquire(
      Path folder, String purpose, Function<String, ? extends LlmrecException> taken)
      throws IOException {
    Path file = folder.toRealPath().resolve(FILE);
    synchronized (HELD) {
      if (HELD.containsKey(file)) {
        throw taken.apply(HELD.get(file));
      }
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      try {
        if (!lock(channel)) {
          throw taken.apply(read(channel));
        }
        String self = self(purpose);
        introduce(channel, self);
        HELD.put(file, self);
        return new FolderLock(file, channel);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    }
  }

  /** Who holds the folder's lock, in words, if anybody does. Takes nothing. */
  public static Optional<String> holder(Path folder) throws IOException {
    try {
      Path file = folder.toRealPath().resolve(FILE);
      synchronized (HELD) {
        if (HELD.containsKey(file)) {
          return Optional.of(HELD.get(file));
        }
        if (!Files.isReadable(file)) {
          return Optional.empty();
        }
        // A shared lock can be asked for without write access, and fails while a writer is at work.
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
          boolean free = channel.tryLock(0, Long.MAX_VALUE, true) != null;
          return free ? Optional.empty() : Optional.of(read(channel));
        } catch (OverlappingFileLockException e) {
          return Optional.of("another part of this process");
        }
      }
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** On a full disk the lock is held all the same, by somebody who has not said who it is. */
  private static void introduce(FileChannel channel, String self) throws IOException {
    try {
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((self + "\n").getBytes(StandardCharsets.UTF_8)), 0);
      channel.force(true);
    } catch (IOException e) {
      if (!Causes.isFullDisk(e)) {
        throw e;
      }
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(1024);
    channel.read(bytes, 0);
    String text =
        new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8)
            .replaceAll("\\p{Cntrl}+", " ")
            .strip();
    return text.isEmpty() ? "a process that has not said who it is" : text;
  }

  private static String self(String purpose) {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      host = "an unknown host";
    }
    return "process "
        + ProcessHandle.current().pid()
        + " on "
        + host
        + " since "
        + Instant.now().truncatedTo(ChronoUnit.SECONDS)
        + " ("
        + purpose
        + ")";
  }

  /** Gives the lock back; the file stays, empty. */
  @Override
  public void close() throws IOException {
    synchronized (HELD) {
      if (channel.isOpen()) {
        HELD.remove(file);
        channel.truncate(0);
        channel.close();
      }
    }
  }
}
