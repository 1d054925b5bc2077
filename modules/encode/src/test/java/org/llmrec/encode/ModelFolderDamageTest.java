package org.llmrec.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;

/** Nothing but the pinned bytes reaches native code, and a model that does not fit is described. */
class ModelFolderDamageTest {
  @TempDir Path folder;

  /** The real tokenizer beside a small file in the model's place: hashes know no difference. */
  @BeforeEach
  void makeFolder() throws IOException {
    for (String name : new String[] {EncoderManifest.TOKENIZER, EncoderManifest.FILE_NAME}) {
      Files.copy(TestModel.folder().resolve(name), folder.resolve(name));
    }
    replace(EncoderManifest.MODEL, OnnxBytes.model(new OnnxBytes()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"deleted", "empty", "half", "bit", "appended"})
  void aDamagedFileIsNamed(String damage) throws IOException {
    for (String name : new String[] {EncoderManifest.TOKENIZER, EncoderManifest.MODEL}) {
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
  }

  @Test
  void aFolderWithoutAManifestIsNoModel() throws IOException {
    Files.delete(folder.resolve(EncoderManifest.FILE_NAME));
    assertRefused("found no encoder.json");
  }

  @Test
  void aBrokenManifestIsNamed() throws IOException {
    Path file = folder.resolve(EncoderManifest.FILE_NAME);
    ObjectNode manifest = manifest();
    Files.writeString(file, "{\"name\": \"x\"");
    assertEquals(file, assertThrows(CorruptFileException.class, this::open).file());
    ((ObjectNode) manifest.get("files"))
        .putObject("../outside")
        .put("size", 1)
        .put("sha256", "0".repeat(64));
    Json.write(file, manifest);
    assertTrue(
        assertThrows(CorruptFileException.class, this::open).getMessage().contains("../outside"));
  }

  @Test
  void aModelOfAnotherWidthIsDescribed() throws IOException {
    Files.delete(folder.resolve(EncoderManifest.MODEL));
    Files.copy(
        TestModel.folder().resolve(EncoderManifest.MODEL), folder.resolve(EncoderManifest.MODEL));
    replaceManifest(pinned().put("dims", 768).put("width", 768));
    String message = assertRefused("last_hidden_state, FLOAT [B, L, 768]");
    assertTrue(message.contains("last_hidden_state=FLOAT [-1, -1, 384]"), message);
    assertTrue(message.contains("token_type_ids=INT64 [-1, -1]"), message);
  }

  @Test
  void aTokenizerThatIsNoneIsRefused() throws IOException {
    replace(EncoderManifest.TOKENIZER, "{\"version\": \"1.0\"}".getBytes(StandardCharsets.UTF_8));
    assertRefused("tokenizer.json: expected a tokenizer");
  }

  @Test
  void aModelThatIsNoneIsRefused() throws IOException {
    LlmrecException refusal = assertThrows(LlmrecException.class, this::open);
    assertTrue(refusal.getMessage().contains("model.onnx: ONNX Runtime cannot load it"));
    replace(EncoderManifest.MODEL, "no graph at all".getBytes(StandardCharsets.UTF_8));
    assertRefused("model.onnx: expected an ONNX model, found");
  }

  private void open() throws IOException {
    OnnxTextEncoder.open(folder, EncoderOptions.defaults()).close();
  }

  private String assertRefused(String why) {
    ConfigException refusal = assertThrows(ConfigException.class, this::open);
    assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
    return refusal.getMessage();
  }

  /** Replaces a file and its entry in the manifest: intact, but not what it should be. */
  private void replace(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Files.deleteIfExists(file);
    Files.write(file, content);
    ObjectNode manifest = manifest();
    ((ObjectNode) manifest.get("files").get(name))
        .put("size", content.length)
        .put("sha256", Hashes.sha256(file));
    replaceManifest(manifest);
  }

  private void replaceManifest(ObjectNode manifest) throws IOException {
    Json.write(folder.resolve(EncoderManifest.FILE_NAME), manifest);
  }

  private ObjectNode manifest() throws IOException {
    return (ObjectNode) Json.mapper().readTree(folder.resolve(EncoderManifest.FILE_NAME).toFile());
  }

  private static ObjectNode pinned() {
    return (ObjectNode) Json.mapper().valueToTree(EncoderModels.manifest(TestModel.NAME));
  }
}
