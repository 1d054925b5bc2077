package org.llmrec.data.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.llmrec.core.Interaction;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;
import org.llmrec.data.table.InteractionTable;

/** Splits as files: the same split comes back, or the damaged file is named. */
class SplitFilesTest {
  @TempDir Path folder;

  /** What one can do to a file. */
  private interface Damage {
    byte[] to(byte[] bytes);
  }

  private static final Map<String, Damage> DAMAGES = new TreeMap<>();

  static {
    DAMAGES.put("deleted", bytes -> null);
    DAMAGES.put("emptied", bytes -> new byte[0]);
    DAMAGES.put("halved", bytes -> Arrays.copyOf(bytes, bytes.length / 2));
    DAMAGES.put(
        "a bit flipped",
        bytes -> {
          byte[] other = bytes.clone();
          other[bytes.length / 3] ^= 1;
          return other;
        });
    DAMAGES.put(
        "appended",
        bytes -> {
          byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
          longer[bytes.length] = '\n';
          return longer;
        });
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void theSameSplitComesBack(Protocol protocol) throws IOException {
    for (long seed = 1; seed <= 3; seed++) {
      ProtocolSplit split = Splits.of(Tables.random(seed), protocol, seed);
      SplitFiles.write(folder, split);
      Splits.assertSame(split, SplitFiles.read(folder));
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void equalSplitsGiveEqualBytes(Protocol protocol) throws IOException {
    InteractionTable table = Tables.random(9);
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    SplitFiles.write(one, Splits.of(table, protocol, 4));
    SplitFiles.write(two, Splits.of(Tables.shuffled(table, 5), protocol, 4));
    assertEquals(names(one), names(two));
    for (String name : names(one)) {
      assertArrayEquals(
          Files.readAllBytes(one.resolve(name)), Files.readAllBytes(two.resolve(name)), name);
    }
  }

  @Test
  void anotherProtocolLeavesNothingOfTheOneBefore() throws IOException {
    SplitFiles.write(folder, Splits.of(Tables.random(1), Protocol.C, 1));
    SplitFiles.write(folder, Splits.of(Tables.random(1), Protocol.SEARCH, 1));
    Set<String> expected = new HashSet<>(SplitFiles.names(Protocol.SEARCH));
    expected.add(SplitFiles.MANIFEST);
    assertEquals(expected, names(folder));
  }

  @Test
  void idsMayHoldAnything() throws IOException {
    List<String> odd =
        List.of("a,b", "say \"so\"", "two\nlines", "tab\there", "naïve", "日本", "😀", "#1", " x");
    List<Interaction> rows = new ArrayList<>();
    for (String user : odd) {
      for (String item : odd) {
        rows.add(new Interaction(user, item, 0.1, 5));
      }
      rows.add(new Interaction(user, "tenth", -3.5, 5));
    }
    ProtocolSplit split =
        ProtocolSplit.of(Tables.of(rows), ProtocolOptions.of(Protocol.A_REFIT, 1));
    SplitFiles.write(folder, split);
    Splits.assertSame(split, SplitFiles.read(folder));
  }

  @ParameterizedTest
  @EnumSource(
      value = Protocol.class,
      names = {"A_TRAIN", "COLD_ITEMS", "SEARCH"})
  void everyDamageToEveryFileIsNoticedAndNamesIt(Protocol protocol) throws IOException {
    SplitFiles.write(folder, Splits.of(Tables.random(2), protocol, 2));
    for (String name : names(folder)) {
      Path file = folder.resolve(name);
      byte[] whole = Files.readAllBytes(file);
      for (Map.Entry<String, Damage> damage : DAMAGES.entrySet()) {
        if (name.equals(SplitFiles.MANIFEST)
            && Set.of("deleted", "appended").contains(damage.getKey())) {
          continue; // No split at all is the next test; a blank at its end changes no JSON.
        }
        byte[] damaged = damage.getValue().to(whole);
        if (damaged == null) {
          Files.delete(file);
        } else {
          Files.write(file, damaged);
        }
        CorruptFileException e =
            assertThrows(
                CorruptFileException.class,
                () -> SplitFiles.read(folder),
                name + " " + damage.getKey());
        assertEquals(file, e.file(), e.getMessage());
        Files.write(file, whole);
      }
    }
    SplitFiles.read(folder);
  }

  @Test
  void everyFlippedBitOfTheManifestIsNoticed() throws IOException {
    SplitFiles.write(folder, Splits.of(Tables.random(2), Protocol.B, 2));
    Path file = folder.resolve(SplitFiles.MANIFEST);
    byte[] whole = Files.readAllBytes(file);
    String read = SplitFiles.read(folder).hash();
    for (int at = 0; at < whole.length; at++) {
      byte[] other = whole.clone();
      other[at] ^= 4;
      Files.write(file, other);
      if (Character.isWhitespace(whole[at])) {
        continue; // May be white space still.
      }
      assertThrows(CorruptFileException.class, () -> SplitFiles.read(folder), "byte " + at);
    }
    Files.write(file, whole);
    assertEquals(read, SplitFiles.read(folder).hash());
  }

  @Test
  void aManifestCannotLeadOutOfItsFolder() throws IOException {
    Path split = folder.resolve("split");
    SplitFiles.write(split, Splits.of(Tables.random(2), Protocol.B, 2));
    Files.copy(split.resolve(SplitFiles.TRAIN), folder.resolve("outside.csv"));
    Path file = split.resolve(SplitFiles.MANIFEST);
    SplitManifest manifest = Json.read(file, SplitManifest.class);
    List<SplitManifest.Stamp> files = new ArrayList<>();
    manifest
        .files()
        .forEach(
            stamp ->
                files.add(
                    stamp.name().equals(SplitFiles.TRAIN)
                        ? new SplitManifest.Stamp("../outside.csv", stamp.bytes(), stamp.sha256())
                        : stamp));
    ProtocolSplit read = SplitFiles.read(split);
    Json.write(file, SplitManifest.of(read, files));
    CorruptFileException e = assertThrows(CorruptFileException.class, () -> SplitFiles.read(split));
    assertEquals(file, e.file());
    assertTrue(e.getMessage().contains("outside.csv"), e.getMessage());
  }

  @Test
  void aSplitThatSomebodyChangedAndSealedAnewIsStillNotTheSplit() throws IOException {
    ProtocolSplit split = Splits.of(Tables.random(2), Protocol.B, 2);
    SplitFiles.write(folder, split);
    // The test's first row goes to train, and every SHA-256 is made to fit.
    List<String> test = new ArrayList<>(Files.readAllLines(folder.resolve(SplitFiles.TEST)));
    List<String> train = new ArrayList<>(Files.readAllLines(folder.resolve(SplitFiles.TRAIN)));
    train.add(test.remove(1));
    Files.write(folder.resolve(SplitFiles.TEST), test);
    Files.write(folder.resolve(SplitFiles.TRAIN), train);
    List<SplitManifest.Stamp> files = new ArrayList<>();
    for (String name : SplitFiles.names(Protocol.B)) {
      Path file = folder.resolve(name);
      files.add(new SplitManifest.Stamp(name, Files.size(file), Hashes.sha256(file)));
    }
    Json.write(folder.resolve(SplitFiles.MANIFEST), SplitManifest.of(split, files));
    CorruptFileException e =
        assertThrows(CorruptFileException.class, () -> SplitFiles.read(folder));
    assertTrue(e.getMessage().contains(split.hash()), e.getMessage());
  }

  @Test
  void aFolderWithoutASplitSaysSo() {
    ConfigException e = assertThrows(ConfigException.class, () -> SplitFiles.read(folder));
    assertTrue(e.getMessage().contains("split.json"), e.getMessage());
    assertTrue(e.getMessage().contains("llmrec split"), e.getMessage());
  }

  @Test
  void theFilesTellOutsidersWhatToMaskAndWhatToRank() throws IOException {
    InteractionTable table = Tables.random(4);
    ProtocolSplit split = Splits.of(table, Protocol.COLD_ITEMS, 2);
    SplitFiles.write(folder, split);
    JsonNode manifest = Json.mapper().readTree(folder.resolve(SplitFiles.MANIFEST).toFile());
    assertEquals("cold-items", manifest.path("protocol").asText());
    assertEquals(split.testing().hash(), manifest.path("testingGraph").asText());
    List<String> lines = Files.readAllLines(folder.resolve(SplitFiles.TEST_CASES));
    assertEquals(split.testCases().size(), lines.size());
    for (int i = 0; i < lines.size(); i++) {
      ObjectNode line = (ObjectNode) Json.mapper().readTree(lines.get(i));
      boolean heldOut = split.testCases().get(i).candidates() != null;
      assertEquals(heldOut ? "held-out" : "all", line.path("candidates").asText());
      assertEquals(split.testCases().get(i).relevant().length, line.path("relevant").size());
      assertFalse(line.path("user").isNull());
      for (JsonNode item : line.path("masked")) {
        assertTrue(split.items().contains(item.asText()));
      }
    }
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }
}
