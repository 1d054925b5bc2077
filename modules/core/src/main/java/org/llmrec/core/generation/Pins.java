package org.llmrec.core.generation;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * The pins that this process holds, one lock a generation however many readers there are.
 *
 * <p>Counting is needed because a process cannot lock a file twice, and because on POSIX systems
 * closing <em>any</em> descriptor of a file drops every lock the process has on it: so no other
 * code may open a {@code PIN} file, and everything here happens under one monitor.
 */
final class Pins {
  static final String FILE = "PIN";

  private static final Map<Path, Held> HELD = new HashMap<>();

  private Pins() {}

  private static final class Held {
    final FileChannel channel;
    int readers;

    Held(FileChannel channel) {
      this.channel = channel;
    }
  }

  /**
   * Pins the generation in {@code folder}.
   *
   * @return what to give to {@link #unpin}, or null when somebody is about to delete the generation
   * @throws NoSuchFileException if the generation is gone
   */
  static synchronized Path pin(Path folder) throws IOException {
    Path key = folder.toRealPath();
    Held held = HELD.get(key);
    if (held == null) {
      FileChannel channel = FileChannel.open(key.resolve(FILE), StandardOpenOption.READ);
      try {
        if (!lock(channel, true)) {
          channel.close();
          return null;
        }
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
      // Between opening and locking the folder may have been renamed away.
      if (!Files.exists(key.resolve(FILE))) {
        channel.close();
        throw new NoSuchFileException(key.toString());
      }
      held = new Held(channel);
      HELD.put(key, held);
    }
    held.readers++;
    return key;
  }

  static synchronized void unpin(Path key) throws IOException {
    Held held = HELD.get(key);
    if (--held.readers == 0) {
      HELD.remove(key);
      held.channel.close();
    }
  }

  /**
   * Renames the generation in {@code folder} to {@code away} unless somebody reads it.
   *
   * @return whether it was renamed
   */
  static synchronized boolean moveAwayUnlessPinned(Path folder, Path away) throws IOException {
    Path key = folder.toRealPath();
    if (HELD.containsKey(key)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(key.resolve(FILE), StandardOpenOption.WRITE)) {
      if (!lock(channel, false)) {
        return false;
      }
      Files.move(key, away);
      return true;
    } catch (NoSuchFileException e) {
      // Without the file nobody can begin to read it.
      Files.move(key, away);
      return true;
    }
  }

  /**
   * Whether anybody reads the generation. Where this process may not write, it sees only its own
   * pins.
   */
  static synchronized boolean pinned(Path folder) throws IOException {
    Path key;
    try {
      key = folder.toRealPath();
      if (HELD.containsKey(key)) {
        return true;
      }
      try (FileChannel channel = FileChannel.open(key.resolve(FILE), StandardOpenOption.WRITE)) {
        return !lock(channel, false);
      }
    } catch (NoSuchFileException | AccessDeniedException e) {
      return false;
    } catch (FileSystemException e) {
      if (!Files.isWritable(folder)) {
        return false;
      }
      throw e;
    }
  }

  private static boolean lock(FileChannel channel, boolean shared) throws IOException {
    try {
      FileLock lock = channel.tryLock(0, Long.MAX_VALUE, shared);
      return lock != null;
    } catch (OverlappingFileLockException e) {
      // Held by another copy of this class, in another class loader of this process.
      return false;
    }
  }
}
