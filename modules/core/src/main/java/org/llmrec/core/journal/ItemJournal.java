package org.llmrec.core.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.llmrec.core.error.Causes;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.core.error.WorkspaceCode;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.io.Closing;
import org.llmrec.core.io.FolderLock;

/**
 * The writer of a workspace's journal, {@code live/journal.jsonl}. There is one at a time, by a
 * lock on the folder that ends with the process.
 *
 * <p>When {@link #append} returns, the changes are on the disk. When it fails, none of them is:
 * what had been written is cut off, at the latest before the next change is written, and a process
 * that is ended meanwhile leaves at most changes that nobody was told of.
 *
 * <p>Thread-safe: changes are written one call after the other.
 */
public final class ItemJournal implements AutoCloseable {
  static final String FOLDER = "live";
  static final String FILE = "journal.jsonl";

  private static final System.Logger LOG = System.getLogger(ItemJournal.class.getName());
  private static final int WORTH_A_COPY = 1_000;

  private final Path workspace;
  private final Path file;
  private final FolderLock lock;
  private FileChannel channel;
  private final Disk disk;
  private final JournalContent content;
  private long length;
  private long next;

  /** The number of the last entry that this wrote, 0 for none. */
  private long written;

  private boolean closed;

  /** Puts bytes on the disk; another one stands in for a disk that is full. */
  @FunctionalInterface
  interface Disk {
    /** Writes all of it at the channel's position, and flushes. */
    void write(FileChannel channel, ByteBuffer bytes) throws IOException;
  }

  private ItemJournal(
      Path workspace,
      Path file,
      FolderLock lock,
      FileChannel channel,
      Disk disk,
      JournalContent content,
      long after) {
    this.workspace = workspace;
    this.file = file;
    this.lock = lock;
    this.channel = channel;
    this.disk = disk;
    this.content = content;
    this.length = content.bytes();
    this.next = Math.max(after, content.last()) + 1;
  }

  /**
   * Opens the journal of a workspace, or begins one. A last line that has no end is dropped. A
   * journal that says little but what later changes of the same items made pointless is written
   * anew without that, under the same numbers: it grows with the items, not with the changes.
   *
   * @param after new entries get numbers above this one too: the last that a build has taken in
   * @throws ConfigException if somebody else writes it, or the workspace cannot be written to
   * @throws CorruptFileException if a line is damaged; names file and line
   */
  public static ItemJournal open(Path workspace, long after) {
    return open(workspace, after, ItemJournal::write);
  }

  static ItemJournal open(Path workspace, long after, Disk disk) {
    Path folder = workspace.resolve(FOLDER);
    Path file = folder.resolve(FILE);
    if (!Files.isDirectory(workspace)) {
      throw new ConfigException(
          WorkspaceCode.WORKSPACE_MISSING,
          workspace + ": expected the folder of a workspace, found none");
    }
    FolderLock lock = null;
    FileChannel channel = null;
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder);
        AtomicFiles.force(workspace);
      }
      lock = FolderLock.acquire(folder, "live items", holder -> taken(file, holder));
      JournalContent content = shortened(file, JournalContent.read(workspace));
      boolean fresh = !Files.exists(file);
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (fresh) {
        AtomicFiles.force(folder);
      }
      ItemJournal journal = new ItemJournal(workspace, file, lock, channel, disk, content, after);
      journal.seal(content.last());
      return journal;
    } catch (IOException e) {
      Closing.after(e, channel, lock);
      throw new ConfigException(
          Causes.code(e),
          file
              + ": expected a workspace that can be written to, found "
              + e
              + "; live changes need that",
          e);
    } catch (RuntimeException e) {
      Closing.after(e, channel, lock);
      throw e;
    }
  }

  /**
   * Takes every change of some items out of a workspace's journal, as if they had never been; the
   * others keep their numbers. A last line that has no end is dropped.
   *
   * @return how many changes went
   * @throws ConfigException if somebody else writes it, or it cannot be written
   * @throws CorruptFileException if a line is damaged; names file and line
   * @throws IOException if the new journal cannot be written; the old one is there then
   */
  public static int forget(Path workspace, Set<String> items) throws IOException {
    Path file = JournalContent.file(workspace);
    if (!Files.exists(file)) {
      return 0;
    }
    try (ItemJournal journal = open(workspace, 0)) {
      List<JournalEntry> entries = journal.content.entries();
      List<JournalEntry> kept =
          entries.stream().filter(entry -> !items.contains(entry.change().id())).toList();
      byte[] lines = JournalContent.lines(kept);
      // First, as a seal may fall behind its journal and never run ahead of it.
      new JournalSeal(kept.isEmpty() ? 0 : kept.getLast().sequence()).write(workspace);
      AtomicFiles.write(file, out -> out.write(lines));
      return entries.size() - kept.size();
    }
  }

  private void seal(long last) {
    try {
      new JournalSeal(last).write(workspace);
    } catch (IOException e) {
      // An earlier seal still holds; a full disk is for those to hear of who change something.
      LOG.log(System.Logger.Level.WARNING, "{0} is not sealed: {1}", file, e);
    }
  }

  /** Leaves out what later changes made pointless, when that is most of it. */
  private static JournalContent shortened(Path file, JournalContent content) {
    List<JournalEntry> latest = List.copyOf(content.latest().values());
    int pointless = content.entries().size() - latest.size();
    if (pointless < WORTH_A_COPY || pointless < latest.size()) {
      return content;
    }
    byte[] lines = content.latestLines();
    try {
      AtomicFiles.write(file, out -> out.write(lines));
    } catch (IOException e) {
      // It is as good as it was, and a full disk is for those to hear of who change something.
      return content;
    }
    return new JournalContent(latest, lines.length, content.cut());
  }

  private static ConfigException taken(Path file, String holder) {
    return new ConfigException(
        WorkspaceCode.WORKSPACE_LOCKED,
        file
            + ": expected to be its only writer, found it locked by "
            + holder
            + "; change items through that process, or end it");
  }

  /** What was there when this was opened; {@link JournalContent#cut} says what was dropped. */
  public JournalContent content() {
    return content;
  }

  /**
   * Writes changes, all or none of them.
   *
   * @return what was written, in the same order, as it will be read again
   * @throws LlmrecException if they cannot be written, such as when the disk is full; nothing has
   *     changed then, and the next call may succeed
   * @throws ConfigException if an item cannot be written as it is
   * @throws IllegalStateException if this is closed
   */
  public synchronized List<JournalEntry> append(List<ItemChange> changes) {
    if (closed) {
      throw new IllegalStateException(file + ": this journal has been closed");
    }
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    List<JournalEntry> entries = new ArrayList<>();
    for (ItemChange change : changes) {
      byte[] line = JournalLine.encode(new JournalEntry(next + entries.size(), change));
      try {
        entries.add(JournalLine.decode(line));
      } catch (JournalLine.Damaged e) {
        throw new ConfigException(
            OptionCode.OPTION_VALUE,
            "item " + change.id() + ": expected one that JSON can carry: " + e.getMessage(),
            e);
      }
      lines.writeBytes(line);
      lines.write('\n');
    }
    // Java closes a channel under a thread that is interrupted, and others need this one.
    boolean interrupted = Thread.interrupted();
    try {
      cutTo(length);
      disk.write(channel, ByteBuffer.wrap(lines.toByteArray()));
    } catch (IOException e) {
      interrupted |= Thread.interrupted();
      cutQuietly(e);
      throw new LlmrecException(
          Causes.code(e),
          file
              + ": cannot write "
              + entries.size()
              + " changes of items: "
              + e.getMessage()
              + "; none was made, try again when there is space",
          e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    length += lines.size();
    next += entries.size();
    written = next - 1;
    return entries;
  }

  /** Of an earlier call that failed, or a process that was ended, something may be left. */
  private void cutTo(long end) throws IOException {
    if (!channel.isOpen()) {
      channel = FileChannel.open(file, StandardOpenOption.WRITE);
    }
    if (channel.size() > end) {
      channel.truncate(end);
      channel.force(true);
    }
    channel.position(end);
  }

  private void cutQuietly(IOException reason) {
    try {
      cutTo(length);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(true);
  }

  /** Lets the lock go; the second time does nothing. */
  @Override
  public synchronized void close() {
    if (!closed && written > 0) {
      seal(written);
    }
    closed = true;
    try (FolderLock last = lock) {
      channel.close();
    } catch (IOException e) {
      throw new LlmrecException(Causes.code(e), file + ": cannot close: " + e.getMessage(), e);
    }
  }
}
