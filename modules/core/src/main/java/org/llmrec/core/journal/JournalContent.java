package org.llmrec.core.journal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.io.Hashes;

/**
 * What a journal says. Reading needs no lock: what a writer is just appending is there or not.
 *
 * @param entries in their order
 * @param bytes the length of the whole lines
 * @param cut the length of a last line that has no end: somebody is writing it, or was ended while
 *     doing so, and then nobody was told that it is safe
 */
public record JournalContent(List<JournalEntry> entries, long bytes, long cut) {
  /** Copies the list. */
  public JournalContent {
    entries = List.copyOf(entries);
  }

  /** Where the journal of a workspace lies. */
  public static Path file(Path workspace) {
    return workspace.resolve(ItemJournal.FOLDER).resolve(ItemJournal.FILE);
  }

  /**
   * Reads the journal of a workspace; where there is none, it is empty.
   *
   * @throws CorruptFileException if a line that was whole is damaged, which names file and line, or
   *     changes that were there when the journal was last opened or closed are gone
   * @throws IOException if it cannot be read
   */
  public static JournalContent read(Path workspace) throws IOException {
    // Before the lines, which may grow meanwhile.
    JournalSeal seal = JournalSeal.read(workspace);
    Path file = file(workspace);
    JournalContent content;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      content = read(file, in);
    } catch (NoSuchFileException e) {
      content = new JournalContent(List.of(), 0, 0);
    }
    seal.requireIn(file, content.last());
    return content;
  }

  private static JournalContent read(Path file, InputStream in) throws IOException {
    List<JournalEntry> entries = new ArrayList<>();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    long bytes = 0;
    long last = 0;
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b != '\n') {
        line.write(b);
        continue;
      }
      JournalEntry entry = entry(file, entries.size() + 1, last, line.toByteArray());
      last = entry.sequence();
      entries.add(entry);
      bytes += line.size() + 1;
      line.reset();
    }
    return new JournalContent(entries, bytes, line.size());
  }

  private static JournalEntry entry(Path file, int number, long last, byte[] line) {
    String found;
    try {
      JournalEntry entry = JournalLine.decode(line);
      if (entry.sequence() > last) {
        return entry;
      }
      found = "number " + entry.sequence() + " after " + last;
    } catch (JournalLine.Damaged e) {
      found = e.getMessage();
    }
    throw new CorruptFileException(
        FileCode.JOURNAL_DAMAGED,
        file,
        "a change of an item in line " + number,
        found,
        "restore the file from a copy, or take the line out, and with it what it said");
  }

  /** The number of the last entry, 0 when there is none. */
  public long last() {
    return entries.isEmpty() ? 0 : entries.getLast().sequence();
  }

  /** The last change of every item that has any, in the order of these last changes. */
  public Map<String, JournalEntry> latest() {
    Map<String, JournalEntry> latest = new LinkedHashMap<>();
    entries.forEach(entry -> latest.put(entry.change().id(), entry));
    Map<String, JournalEntry> ordered = new LinkedHashMap<>();
    latest.values().stream()
        .sorted(Comparator.comparingLong(JournalEntry::sequence))
        .forEach(entry -> ordered.put(entry.change().id(), entry));
    return ordered;
  }

  /** SHA-256 of {@link #latest}: what identifies the effect of the journal. */
  public String sha256() {
    return Hashes.sha256(new String(latestLines(), StandardCharsets.UTF_8));
  }

  /** {@link #latest} as a journal that says nothing else. */
  byte[] latestLines() {
    return lines(latest().values());
  }

  /** A journal that says this. */
  static byte[] lines(Collection<JournalEntry> entries) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (JournalEntry entry : entries) {
      lines.writeBytes(JournalLine.encode(entry));
      lines.write('\n');
    }
    return lines.toByteArray();
  }
}
