package org.llmrec.core.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrec.core.error.CorruptFileException;

class DamagedGenerationTest {
  private static final String HASH = "0".repeat(64);

  @TempDir Path workspace;
  private Path manifest;
  private Path current;
  private Path data;

  @BeforeEach
  void publish() throws IOException {
    String id = Samples.publish(workspace, 1);
    current = workspace.resolve("CURRENT");
    manifest = workspace.resolve("generations").resolve(id).resolve("manifest.json");
    data = workspace.resolve("stages/import/0000000000000001/data.txt");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n", "000001", "../../etc", "000001-zzzzzzzzzzzz\n", "000009-000000000000\n"})
  void currentIsNamed(String text) throws IOException {
    Files.writeString(current, text);
    refusedAs(current);
  }

  @Test
  void aCutCurrentIsNamed() throws IOException {
    byte[] whole = Files.readAllBytes(current);
    for (int length = 0; length < whole.length; length++) {
      Files.write(current, Arrays.copyOf(whole, length));
      refusedAs(current);
    }
  }

  @Test
  void aManifestCutAnywhereIsNamed() throws IOException {
    byte[] whole = Files.readAllBytes(manifest);
    // The last byte is a line feed, which says nothing.
    for (int length = 0; length < whole.length - 1; length += 7) {
      Files.write(manifest, Arrays.copyOf(whole, length));
      refusedAs(manifest);
    }
    Files.delete(manifest);
    refusedAs(manifest);
  }

  @Test
  void aManifestWithAFlippedBitIsNamed() throws IOException {
    byte[] whole = Files.readAllBytes(manifest);
    long seed = 20261125;
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      byte[] damaged = whole.clone();
      int at;
      do {
        at = random.nextInt(whole.length);
      } while (Character.isWhitespace(whole[at]));
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(manifest, damaged);
      String where = "seed " + seed + " round " + round + " byte " + at;
      CorruptFileException e =
          assertThrows(
              CorruptFileException.class, () -> Generation.pinCurrent(workspace).close(), where);
      assertEquals(manifest, e.file(), where);
    }
    Files.write(manifest, whole);
    Generation.pinCurrent(workspace).close();
  }

  @Test
  void anotherVersionIsNamedAsSuch() throws IOException {
    Files.writeString(
        manifest,
        Files.readString(manifest).replace("\"formatVersion\" : 1", "\"formatVersion\" : 2"));
    assertTrue(refusedAs(manifest).contains("another version"));
  }

  @Test
  void aFileOfAStageIsNamed() throws IOException {
    Files.writeString(data, "longer than before");
    refusedAs(data);
    Files.delete(data);
    refusedAs(data);
    Files.writeString(data, "TEXT 1");
    try (Generation generation = Generation.pinCurrent(workspace)) {
      CorruptFileException e = assertThrows(CorruptFileException.class, generation::verify);
      assertEquals(data, e.file());
    }
  }

  @Test
  void aLinkIsNoPlainFile() throws IOException {
    Path elsewhere = workspace.resolve("elsewhere");
    Files.move(data, elsewhere);
    Files.createSymbolicLink(data, elsewhere);
    refusedAs(data);
  }

  @Test
  void aRefusalHoldsNoPin() throws IOException {
    byte[] whole = Files.readAllBytes(manifest);
    Files.write(manifest, new byte[0]);
    refusedAs(manifest);
    Files.write(manifest, whole);
    Samples.publish(workspace, 2);
    assertEquals(2, GenerationStore.retire(workspace).size());
  }

  @Test
  void retiringStopsAtADamagedManifestAndKeepsEveryOutput() throws IOException {
    StageEntry lone = Samples.output(workspace, "train", 9, "not published");
    Files.write(manifest, "{}".getBytes(StandardCharsets.UTF_8));
    assertThrows(CorruptFileException.class, () -> GenerationStore.retire(workspace));
    lone.files().get(0).verify(workspace);
    assertTrue(Files.exists(data));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/etc/passwd",
        "..",
        "../x",
        "stages/../../x",
        "stages/./x",
        "stages//x",
        "stages/x/",
        "stages\\..\\x",
        "stages/a\u0000b",
        "./x"
      })
  void pathsThatCouldLeaveAreRefused(String path) {
    assertThrows(IllegalArgumentException.class, () -> new FileEntry(path, 1, HASH));
  }

  @Test
  void aManifestThatPointsElsewhereIsRefused() throws IOException {
    String text = Files.readString(manifest);
    for (String path : List.of("/etc/passwd", "../secret", "stages/import/x/../../../../s")) {
      Files.writeString(manifest, text.replace("stages/import/0000000000000001/data.txt", path));
      refusedAs(manifest);
    }
    Files.writeString(
        manifest, text.replace("stages/import/0000000000000001", "stages/../0000000000000001"));
    refusedAs(manifest);
  }

  private String refusedAs(Path file) {
    CorruptFileException e =
        assertThrows(CorruptFileException.class, () -> Generation.pinCurrent(workspace).close());
    assertEquals(file, e.file(), e.getMessage());
    return e.getMessage();
  }
}
