package org.llmrec.encode.pair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;
import org.llmrec.encode.Device;
import org.llmrec.encode.EncoderOptions;
import org.llmrec.encode.OnnxBytes;
import org.llmrec.encode.TestModel;
import org.llmrec.encode.internal.NativeHandles;

/** What is damaged, missing or no pair scorer is refused before anything is scored. */
class ScorerFolderTest {
  @TempDir Path folder;

  @BeforeEach
  void copy() throws IOException {
    TinyScorers.in(folder, TinyScorers.TWO);
  }

  @Test
  void whatTheManifestLeavesOutIsThatOfOneLogit(@TempDir Path other) throws IOException {
    ScorerManifest one = TinyScorers.described(TinyScorers.in(other, TinyScorers.ONE));
    assertEquals("logits", one.output());
    assertEquals(1, one.columns());
    assertEquals(0, one.column());
    assertEquals(Activation.NONE, one.activation());
    assertEquals("", one.queryPrefix() + one.textPrefix());
    TinyScorers.describe(other, one);
    assertEquals(one, TinyScorers.described(other));
  }

  @Test
  void theHashTellsSettingsApartThatChangeScores() throws IOException {
    ScorerManifest two = TinyScorers.described(folder);
    ObjectNode first = manifest().put("column", 0);
    ObjectNode renamed = manifest().put("name", "other");
    assertNotEquals(two.sha256(), read(first).sha256());
    assertEquals(two.sha256(), read(renamed).sha256());
  }

  @ParameterizedTest
  @CsvSource({
    "column, 2",
    "column, -1",
    "columns, 0",
    "columns, 2000",
    "maxTokens, 7",
    "name, Über",
    "activation, relu"
  })
  void aFieldOutOfRangeIsRefused(String field, String value) throws IOException {
    ObjectNode manifest = manifest();
    if (value.matches("-?[0-9]+")) {
      manifest.put(field, Integer.parseInt(value));
    } else {
      manifest.put(field, value);
    }
    Json.write(folder.resolve(ScorerManifest.FILE_NAME), manifest);
    CorruptFileException refusal = assertThrows(CorruptFileException.class, this::open);
    assertTrue(
        refusal.getMessage().contains("scorer " + field + ": expected"), refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"absent", "empty", "half", "bit", "appended"})
  void aDamagedFileNeverReachesNativeCode(String damage) throws IOException {
    long before = NativeHandles.open();
    for (String name : new String[] {ScorerManifest.TOKENIZER, ScorerManifest.MODEL}) {
      Path file = folder.resolve(name);
      byte[] whole = Files.readAllBytes(file);
      Files.delete(file);
      switch (damage) {
        case "empty" -> Files.createFile(file);
        case "half" -> Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        case "bit" -> {
          byte[] flipped = whole.clone();
          flipped[whole.length / 3] ^= 4;
          Files.write(file, flipped);
        }
        case "appended" -> Files.write(file, Arrays.copyOf(whole, whole.length + 1));
        default -> {}
      }
      CorruptFileException refusal = assertThrows(CorruptFileException.class, this::open);
      assertEquals(file, refusal.file());
      Files.write(file, whole);
    }
    assertEquals(before, NativeHandles.open());
  }

  @Test
  void aFolderOfAnotherKindSaysWhatIsMissing() throws IOException {
    ConfigException refusal =
        assertThrows(
            ConfigException.class,
            () -> OnnxPairScorer.open(TestModel.folder(), EncoderOptions.defaults()));
    assertTrue(refusal.getMessage().contains("found no scorer.json"), refusal.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "output, score, 'an output score, FLOAT [B, 2]; found inputs'",
    "columns, 3, 'an output logits, FLOAT [B, 3]; found inputs'"
  })
  void aGraphThatIsAnotherIsDescribed(String field, String value, String expected)
      throws IOException {
    ObjectNode manifest = manifest();
    if (field.equals("columns")) {
      manifest.put(field, Integer.parseInt(value));
    } else {
      manifest.put(field, value);
    }
    Json.write(folder.resolve(ScorerManifest.FILE_NAME), manifest);
    String message = assertRefused(expected);
    assertTrue(message.contains("logits=FLOAT [-1, 2]"), message);
    assertTrue(message.contains("token_type_ids=INT64 [-1, -1]"), message);
  }

  @Test
  void aSentenceEncoderIsNoPairScorer() throws IOException {
    replaceModel(Files.readAllBytes(TestModel.folder().resolve(ScorerManifest.MODEL)));
    assertRefused("last_hidden_state=FLOAT [-1, -1, 384]");
  }

  @Test
  void aModelThatLoadsAnotherFileIsRefused() throws IOException {
    replaceModel(OnnxBytes.loading("../secret.bin"));
    assertRefused("../secret.bin");
  }

  @Test
  void aDeviceThatCannotBeHadIsAnErrorAndLeavesNothingOpen() {
    long before = NativeHandles.open();
    EncoderOptions options = EncoderOptions.on(Device.parse("provider:coreml"));
    assertThrows(ConfigException.class, () -> OnnxPairScorer.open(folder, options));
    assertEquals(before, NativeHandles.open());
  }

  @Test
  void oneDeviceAtATime() {
    for (String device : new String[] {"cuda:0,1", "prefer cuda:0,1"}) {
      EncoderOptions options = EncoderOptions.on(Device.parse(device));
      ConfigException refusal =
          assertThrows(ConfigException.class, () -> OnnxPairScorer.open(folder, options));
      assertTrue(refusal.getMessage().contains("expected one device"), refusal.getMessage());
    }
  }

  private void open() throws IOException {
    OnnxPairScorer.open(folder, EncoderOptions.defaults()).close();
  }

  private String assertRefused(String why) {
    long before = NativeHandles.open();
    ConfigException refusal = assertThrows(ConfigException.class, this::open);
    assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
    assertEquals(before, NativeHandles.open());
    return refusal.getMessage();
  }

  /** Replaces the model and its entry in the manifest: intact, but not what it should be. */
  private void replaceModel(byte[] content) throws IOException {
    Path file = folder.resolve(ScorerManifest.MODEL);
    Files.write(file, content);
    ObjectNode manifest = manifest();
    ((ObjectNode) manifest.get("files").get(ScorerManifest.MODEL))
        .put("size", content.length)
        .put("sha256", Hashes.sha256(file));
    Json.write(folder.resolve(ScorerManifest.FILE_NAME), manifest);
  }

  private static ScorerManifest read(ObjectNode manifest) throws IOException {
    return Json.mapper().treeToValue(manifest, ScorerManifest.class);
  }

  private ObjectNode manifest() throws IOException {
    return (ObjectNode) Json.mapper().readTree(folder.resolve(ScorerManifest.FILE_NAME).toFile());
  }
}
