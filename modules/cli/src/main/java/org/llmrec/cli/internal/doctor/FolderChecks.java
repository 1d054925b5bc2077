package org.llmrec.cli.internal.doctor;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Set;
import org.llmrec.cli.internal.Durations;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.MachineCode;
import org.llmrec.core.io.AtomicFiles;

/** Whether a folder is fit to be written to: space, permission, rename, lock, kind of disk. */
final class FolderChecks {
  private static final long GIB = 1L << 30;

  /** Shared by machines: locks and mapped files are not reliable there. */
  private static final Set<String> SHARED =
      Set.of("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "fuse.sshfs", "afs");

  private FolderChecks() {}

  /**
   * Looks at a folder, or at the nearest one above it that is there; tries in a folder of its own
   * and removes it.
   */
  static Finding of(String what, Path folder) {
    return Finding.of(
        what,
        name -> {
          Path existing = existing(folder);
          try (Trial trial = Trial.in(existing)) {
            trial.write();
            trial.move();
            trial.lock();
          }
          FileStore store = Files.getFileStore(existing);
          return rated(name, existing, store.type(), store.getUsableSpace());
        });
  }

  /** What to make of a folder that can be written to. */
  static Finding rated(String what, Path folder, String kind, long free) {
    String text =
        Durations.size(free) + " free at " + folder + " (" + kind + "), renames and locks work";
    if (free < GIB) {
      return Finding.warn(what, text, "Free some space: a build wants 1 GiB.");
    }
    String lower = kind.toLowerCase(Locale.ROOT);
    if (SHARED.contains(lower)) {
      return Finding.warn(
          what,
          text,
          "This file system is shared by machines: let one machine at a time write there, and"
              + " better keep it on a local disk.");
    }
    return Finding.ok(what, text);
  }

  private static Path existing(Path folder) {
    Path existing = folder.toAbsolutePath().normalize();
    while (!Files.isDirectory(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    return existing;
  }

  /** A folder to try in. */
  private record Trial(Path folder, Path file) implements AutoCloseable {
    static Trial in(Path parent) throws IOException {
      Path folder = Files.createTempDirectory(parent, ".llmrec-doctor");
      return new Trial(folder, folder.resolve("tried"));
    }

    void write() throws IOException {
      AtomicFiles.writeString(file, "written\n");
    }

    void move() throws IOException {
      Path other = folder.resolve("other");
      Files.writeString(other, "moved\n");
      Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void lock() throws IOException {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
          FileLock lock = channel.tryLock()) {
        if (lock == null) {
          throw new LlmrecException(
              MachineCode.IO_FAILED,
              file + ": expected to lock a file that nobody else knows, found it locked");
        }
      }
    }

    @Override
    public void close() throws IOException {
      AtomicFiles.deleteTree(folder);
    }
  }
}
