package org.llmrec.core.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.llmrec.core.error.Causes;

/**
 * Writes files and folders so that a reader, or a process started after a crash, sees either the
 * whole new thing or the old one.
 *
 * <p>The order is the one that survives a power cut: write beside the target, flush to the disk,
 * rename over it, flush the folder.
 */
public final class AtomicFiles {
  private AtomicFiles() {}

  /** Writes bytes to an open stream. */
  @FunctionalInterface
  public interface Content {
    /** Writes everything; the stream is closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Replaces {@code target} with what {@code content} writes.
   *
   * @throws IOException if anything fails; {@code target} is then as it was. Says where the disk is
   *     full, if that is why. An unchecked one of {@code content} is thrown as what it wraps
   */
  public static void write(Path target, Content content) throws IOException {
    Path temporary = target.resolveSibling("." + target.getFileName() + ".tmp");
    try {
      try (FileChannel channel =
              FileChannel.open(
                  temporary,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.TRUNCATE_EXISTING,
                  StandardOpenOption.WRITE);
          OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
        content.writeTo(out);
        out.flush();
        channel.force(true);
      }
      move(temporary, target);
    } catch (IOException | UncheckedIOException e) {
      Files.deleteIfExists(temporary);
      IOException failure = e instanceof UncheckedIOException u ? u.getCause() : (IOException) e;
      throw Causes.isFullDisk(failure) ? full(target, failure) : failure;
    } catch (RuntimeException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
  }

  private static IOException full(Path target, IOException cause) {
    return new IOException(
        "cannot write "
            + target
            + ": "
            + FullDisk.sentence(cause, target)
            + "; free some space and try again. What was there before is as it was",
        cause);
  }

  /** Replaces {@code target} with {@code text} in UTF-8. */
  public static void writeString(Path target, String text) throws IOException {
    write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Moves a finished file or folder to its final name and makes the move durable.
   *
   * @throws IOException if the two are not on one file system, or the move fails
   */
  public static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException(
          "cannot move " + from + " to " + to + " in one step; keep both on one file system", e);
    }
    force(to.toAbsolutePath().getParent());
  }

  /** Flushes every file below {@code folder}, and the folders, to the disk. */
  public static void forceTree(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            force(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            force(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Deletes a file or folder with all that is in it; one that is absent is fine. */
  public static void deleteTree(Path folder) throws IOException {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure)
                throws IOException {
              if (failure != null) {
                throw failure;
              }
              Files.deleteIfExists(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (NoSuchFileException e) {
      // Somebody else deleted it meanwhile, which is what was wanted.
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Flushes a file, or a folder's list of names, to the disk. */
  public static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Some file systems refuse to flush a folder; the rename itself is still atomic there.
      if (!Files.isDirectory(path)) {
        throw e;
      }
    }
  }
}
