package org.llmrec.core.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Item;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.LlmrecException;

class ItemJournalTest {
  @TempDir Path workspace;

  private static ItemChange put(String id) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("zone", "é\n\"");
    attributes.put("author", "漢 \uD83D\uDE00");
    return new ItemChange.Put(
        new Item(id, "Title of " + id, "", List.of("War", "A, b"), attributes));
  }

  private Path file() {
    return JournalContent.file(workspace);
  }

  private List<JournalEntry> written(int n) {
    List<ItemChange> changes = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      changes.add(i % 3 == 2 ? new ItemChange.Delete("i" + (i - 1)) : put("i" + i));
    }
    try (ItemJournal journal = ItemJournal.open(workspace, 0)) {
      return journal.append(changes);
    }
  }

  @Test
  void whatWasWrittenIsReadAgainInOrder() throws IOException {
    List<JournalEntry> first = written(5);
    assertEquals(first, JournalContent.read(workspace).entries());
    JournalEntry put = first.get(0);
    assertEquals(put("i0"), put.change());
    assertEquals(
        List.of("zone", "author"),
        List.copyOf(((ItemChange.Put) put.change()).item().attributes().keySet()));
    try (ItemJournal journal = ItemJournal.open(workspace, 0)) {
      assertEquals(first, journal.content().entries());
      assertEquals(6, journal.append(List.of(put("i9"))).get(0).sequence());
    }
    try (ItemJournal journal = ItemJournal.open(workspace, 40)) {
      assertEquals(41, journal.append(List.of(put("i9"))).get(0).sequence());
    }
    JournalContent content = JournalContent.read(workspace);
    assertEquals(41, content.last());
    assertEquals(List.of("i0", "i1", "i3", "i4", "i9"), List.copyOf(content.latest().keySet()));
    assertEquals(new ItemChange.Delete("i1"), content.latest().get("i1").change());
  }

  @Test
  void itGrowsWithTheItemsNotWithTheirChanges() throws IOException {
    List<ItemChange> changes = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      changes.add(i % 2 == 0 ? put("i" + i % 6) : new ItemChange.Delete("i" + i % 7));
    }
    try (ItemJournal journal = ItemJournal.open(workspace, 0)) {
      journal.append(changes);
    }
    JournalContent whole = JournalContent.read(workspace);
    assertEquals(2_000, whole.entries().size());
    try (ItemJournal journal = ItemJournal.open(workspace, 0)) {
      assertEquals(List.copyOf(whole.latest().values()), journal.content().entries());
      assertEquals(2_001, journal.append(List.of(put("new"))).get(0).sequence());
    }
    JournalContent after = JournalContent.read(workspace);
    assertEquals(whole.latest().size() + 1, after.entries().size());
    assertEquals(0, after.cut());
    assertEquals(Files.size(JournalContent.file(workspace)), after.bytes());
  }

  @Test
  void aWorkspaceWithoutAJournalHasAnEmptyOne() throws IOException {
    assertEquals(new JournalContent(List.of(), 0, 0), JournalContent.read(workspace));
    String none = JournalContent.read(workspace).sha256();
    written(1);
    assertNotEquals(none, JournalContent.read(workspace).sha256());
  }

  @Test
  void thereIsOneWriter() {
    try (ItemJournal journal = ItemJournal.open(workspace, 0)) {
      ConfigException e = assertThrows(ConfigException.class, () -> ItemJournal.open(workspace, 0));
      assertTrue(e.getMessage().startsWith(file() + ": "), e.getMessage());
      assertTrue(e.getMessage().contains("process " + ProcessHandle.current().pid()));
      journal.append(List.of(put("a")));
    }
    ItemJournal closed = ItemJournal.open(workspace, 0);
    closed.close();
    closed.close();
    assertThrows(IllegalStateException.class, () -> closed.append(List.of(put("a"))));
  }

  @Test
  void whereverALastLineIsCutTheRestIsWhole() throws IOException {
    List<JournalEntry> entries = written(4);
    // Whoever is ended while writing has not sealed what was written.
    Files.delete(seal());
    byte[] whole = Files.readAllBytes(file());
    int lastStart =
        new String(whole, java.nio.charset.StandardCharsets.ISO_8859_1)
                .lastIndexOf('\n', whole.length - 2)
            + 1;
    for (int end = lastStart; end < whole.length; end++) {
      Files.write(file(), Arrays.copyOf(whole, end));
      JournalContent content = JournalContent.read(workspace);
      assertEquals(entries.subList(0, 3), content.entries());
      assertEquals(end - lastStart, content.cut());
    }
    try (ItemJournal journal = ItemJournal.open(workspace, 0)) {
      assertEquals(whole.length - 1 - lastStart, journal.content().cut());
      journal.append(List.of(put("after")));
    }
    JournalContent content = JournalContent.read(workspace);
    assertEquals(put("after"), content.entries().get(3).change());
    assertEquals(0, content.cut());
  }

  @Test
  void anEndThatIsGoneIsNoticedUnlessTheSealIsDeleted() throws IOException {
    written(4);
    byte[] whole = Files.readAllBytes(file());
    List<byte[]> cuts = new ArrayList<>(List.of(new byte[0]));
    for (int end = 1; end < whole.length; end += 11) {
      cuts.add(Arrays.copyOf(whole, end));
    }
    for (byte[] cut : cuts) {
      Files.write(file(), cut);
      CorruptFileException e =
          assertThrows(CorruptFileException.class, () -> JournalContent.read(workspace));
      assertEquals(file(), e.file());
      assertTrue(e.getMessage().contains("up to number 4"), e.getMessage());
      assertThrows(CorruptFileException.class, () -> ItemJournal.open(workspace, 0));
    }
    Files.delete(file());
    assertThrows(CorruptFileException.class, () -> JournalContent.read(workspace));
    Files.writeString(seal(), "{\"last\" : 4");
    assertEquals(
        seal(),
        assertThrows(CorruptFileException.class, () -> JournalContent.read(workspace)).file());
    Files.delete(seal());
    assertEquals(0, JournalContent.read(workspace).last());
  }

  private Path seal() {
    return file().resolveSibling("journal.json");
  }

  @Test
  void damageNamesFileAndLine() throws IOException {
    long seed = 5;
    written(6);
    byte[] whole = Files.readAllBytes(file());
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      byte[] bytes = whole.clone();
      int at = random.nextInt(bytes.length - 1);
      bytes[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file(), bytes);
      CorruptFileException e =
          assertThrows(
              CorruptFileException.class,
              () -> JournalContent.read(workspace),
              "seed " + seed + " byte " + at);
      assertEquals(file(), e.file());
      assertTrue(e.getMessage().contains(" in line "), e.getMessage());
      assertThrows(CorruptFileException.class, () -> ItemJournal.open(workspace, 0));
    }
    Files.write(file(), whole);
    assertEquals(6, JournalContent.read(workspace).entries().size());
  }

  @Test
  void aFullDiskLosesNothingThatWasSafeAndHoldsNothingUp() throws IOException {
    AtomicInteger room = new AtomicInteger(1 << 20);
    ItemJournal.Disk disk =
        (channel, bytes) -> {
          ByteBuffer fits = bytes.slice(0, Math.min(bytes.remaining(), room.get()));
          while (fits.hasRemaining()) {
            channel.write(fits);
          }
          if (room.get() < bytes.remaining()) {
            throw new IOException("No space left on device");
          }
        };
    try (ItemJournal journal = ItemJournal.open(workspace, 0, disk)) {
      journal.append(List.of(put("a")));
      long before = Files.size(file());
      for (int fits : new int[] {0, 1, 100, 200}) {
        room.set(fits);
        LlmrecException e =
            assertThrows(LlmrecException.class, () -> journal.append(List.of(put("b"), put("c"))));
        assertTrue(e.getMessage().contains("No space left on device"), e.getMessage());
        assertEquals(before, Files.size(file()));
      }
      room.set(1 << 20);
      assertEquals(2, journal.append(List.of(put("d"))).get(0).sequence());
    }
    List<JournalEntry> entries = JournalContent.read(workspace).entries();
    assertEquals(List.of(put("a"), put("d")), entries.stream().map(JournalEntry::change).toList());
  }

  @Test
  void whatAnImportWouldRefuseIsRefusedAtOnce() {
    for (String id : List.of(" a", "a\n", "a\u0007b", "\uD83D", "x".repeat(1025))) {
      assertThrows(ConfigException.class, () -> new ItemChange.Delete(id), id);
      assertThrows(ConfigException.class, () -> put(id), id);
    }
    assertThrows(ConfigException.class, () -> new ItemChange.Delete(""));
  }

  @Test
  void aWorkspaceThatCannotBeWrittenToIsRefused() throws IOException {
    Path file = Files.createFile(workspace.resolve(ItemJournal.FOLDER));
    ConfigException e = assertThrows(ConfigException.class, () -> ItemJournal.open(workspace, 0));
    assertTrue(e.getMessage().contains("can be written to"), e.getMessage());
    Files.delete(file);
    assertThrows(ConfigException.class, () -> ItemJournal.open(workspace.resolve("absent"), 0));
  }

  @Test
  void theFileChannelIsClosedWithTheJournal() throws IOException {
    written(1);
    try (FileChannel free = FileChannel.open(file())) {
      assertTrue(free.size() > 0);
    }
    written(1);
    assertEquals(2, JournalContent.read(workspace).last());
  }

  @Test
  void anInterruptSpoilsOneCallAtMostAndNothingForOthers() throws Exception {
    List<JournalEntry> safe = new ArrayList<>();
    AtomicInteger failed = new AtomicInteger();
    try (ItemJournal journal = ItemJournal.open(workspace, 0)) {
      for (int round = 0; round < 30; round++) {
        String name = "i" + round + "-";
        Thread writer =
            new Thread(
                () -> {
                  for (int i = 0; i < 20; i++) {
                    try {
                      safe.addAll(journal.append(List.of(put(name + i))));
                    } catch (LlmrecException e) {
                      failed.incrementAndGet();
                    }
                  }
                });
        writer.start();
        while (writer.isAlive()) {
          writer.interrupt();
        }
        writer.join();
        safe.addAll(journal.append(List.of(put("after" + round))));
      }
    }
    assertEquals(safe, JournalContent.read(workspace).entries(), failed + " failed");
  }
}
