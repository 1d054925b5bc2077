package org.llmrec.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.json.Json;

/** The way from the artifact to the folder, and what the manifests say. */
class EncoderModelsTest {
  @TempDir Path folder;

  @Test
  void makesAFolderThatHoldsTheModelAndNothingElse() throws IOException {
    Path model = folder.resolve("deep/below/model");
    EncoderModels.copyFromClasspath(TestModel.NAME, model);
    assertEquals(List.of("encoder.json", "model.onnx", "tokenizer.json"), names(model));
    assertEquals(List.of("model"), names(model.getParent()));
  }

  @Test
  void leavesAGoodFolderAloneAndMendsADamagedOne() throws IOException {
    EncoderModels.copyFromClasspath(TestModel.NAME, folder);
    Path tokenizer = folder.resolve(EncoderManifest.TOKENIZER);
    FileTime then = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(tokenizer, then);
    EncoderModels.copyFromClasspath(TestModel.NAME, folder);
    assertEquals(then, Files.getLastModifiedTime(tokenizer));

    Files.writeString(tokenizer, "{}");
    EncoderModels.copyFromClasspath(TestModel.NAME, folder);
    assertEquals(
        EncoderModels.manifest(TestModel.NAME).files().get("tokenizer.json").size(),
        Files.size(tokenizer));
  }

  @Test
  void touchesNoFolderThatHoldsAnythingElse() throws IOException {
    Files.writeString(folder.resolve("thesis.txt"), "years of work");
    ConfigException refusal =
        assertThrows(
            ConfigException.class, () -> EncoderModels.copyFromClasspath(TestModel.NAME, folder));
    assertTrue(refusal.getMessage().contains("thesis.txt"), refusal.getMessage());
    assertEquals(List.of("thesis.txt"), names(folder));
  }

  @Test
  void anUnknownNameListsTheKnownOnes() {
    ConfigException refusal =
        assertThrows(
            ConfigException.class, () -> EncoderModels.copyFromClasspath("all-maxilm", folder));
    assertTrue(
        refusal.getMessage().contains(EncoderModels.names().toString()), refusal.getMessage());
  }

  @Test
  void theManifestInTheJarIsTheOneInTheRepository() throws IOException {
    for (String name : EncoderModels.names()) {
      Path file = Path.of(System.getProperty("llmrec.root"), "models", name + ".json");
      assertEquals(Json.read(file, EncoderManifest.class), EncoderModels.manifest(name));
      assertTrue(EncoderModels.onClasspath(name));
    }
  }

  @Test
  void theHashFollowsWhatChangesTheVectorsAndNothingElse() {
    EncoderManifest m = EncoderModels.manifest(TestModel.NAME);
    assertEquals(64, m.sha256().length());
    assertEquals(m.sha256(), variant("other", 384, Pooling.MEAN, 256, "").sha256());
    for (EncoderManifest other :
        List.of(
            variant(m.name(), 384, Pooling.MEAN, 128, ""),
            variant(m.name(), 384, Pooling.CLS, 256, ""),
            variant(m.name(), 384, Pooling.MEAN, 256, "query: "),
            m.truncated(128))) {
      assertNotEquals(m.sha256(), other.sha256(), other.toString());
    }
    assertFalse(Json.pretty(m).contains(m.sha256()));
  }

  private static EncoderManifest variant(
      String name, int width, Pooling pooling, int maxTokens, String queryPrefix) {
    EncoderManifest m = EncoderModels.manifest(TestModel.NAME);
    return new EncoderManifest(
        name,
        "elsewhere",
        "MIT",
        m.dims(),
        width,
        pooling,
        true,
        maxTokens,
        queryPrefix,
        "",
        m.files());
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    assertThrows(ConfigException.class, () -> new EncoderOptions(0, 1024));
    assertThrows(ConfigException.class, () -> new EncoderOptions(2, 15));
    assertTrue(EncoderPlan.standard(Device.cpu()).workers() >= 1);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
