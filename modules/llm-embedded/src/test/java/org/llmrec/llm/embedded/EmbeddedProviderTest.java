package org.llmrec.llm.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.io.Hashes;
import org.llmrec.llm.LanguageModels;
import org.llmrec.llm.ModelSettings;

/** Settings of a configuration, and files that are no models. */
class EmbeddedProviderTest {
  @TempDir Path folder;

  private ModelSettings settings(String model, Map<String, String> settings) {
    return new ModelSettings("embedded", model, settings, folder);
  }

  @Test
  void isFoundOnTheClassPath() {
    assertTrue(LanguageModels.kinds().contains("embedded"), LanguageModels.kinds().toString());
  }

  @Test
  void theModelIsAPathWhereNoFileIsNamed() throws IOException {
    Fakes.gguf(folder, "small.Q4_1.gguf");
    EmbeddedOptions options = EmbeddedProvider.options(settings("small.Q4_1.gguf", Map.of()));
    assertEquals("small.Q4_1", options.id());
    assertEquals(folder.resolve("small.Q4_1.gguf"), options.file());
    assertEquals(0, options.context());
    assertEquals(1, options.parallel());
  }

  @Test
  void theModelIsANameWhereAFileIsNamed() throws IOException {
    Fakes.gguf(folder, "a.gguf");
    EmbeddedOptions options =
        EmbeddedProvider.options(
            settings(
                "small",
                Map.of(
                    "file",
                    "a.gguf",
                    "context",
                    "100",
                    "threads",
                    "3",
                    "parallel",
                    "2",
                    "template",
                    "chatml")));
    assertEquals(
        new EmbeddedOptions(
            "small", folder.resolve("a.gguf"), Optional.empty(), 100, 3, 2, Optional.of("chatml")),
        options);
  }

  @Test
  void wrongSettingsNameTheirKey() throws IOException {
    Fakes.gguf(folder, "a.gguf");
    assertRefused("llm.model", settings("nowhere.gguf", Map.of()));
    assertRefused("llm.file", settings("a", Map.of("file", "nowhere.gguf")));
    assertRefused("llm.context", settings("a.gguf", Map.of("context", "-1")));
    assertRefused("llm.threads", settings("a.gguf", Map.of("threads", "0")));
    assertRefused("llm.parallel", settings("a.gguf", Map.of("parallel", "x")));
    assertRefused("llm.sha256", settings("a.gguf", Map.of("sha256", "abc")));
    assertRefused("llm.temperature", settings("a.gguf", Map.of("temperature", "1")));
  }

  private static void assertRefused(String key, ModelSettings settings) {
    String message =
        assertThrows(ConfigException.class, () -> LanguageModels.open(settings)).getMessage();
    assertTrue(message.contains(key), message);
  }

  @Test
  void aFileThatIsSomethingElseIsRefusedBeforeAnyProcess() throws IOException {
    Files.writeString(folder.resolve("text.gguf"), "not a model, but long enough to be one");
    assertDamaged("a GGUF file", "text.gguf", Map.of());
    Files.write(folder.resolve("cut.gguf"), new byte[] {'G', 'G', 'U', 'F', 3, 0});
    assertDamaged("6 bytes", "cut.gguf", Map.of());
    Files.write(folder.resolve("new.gguf"), header(9));
    assertDamaged("version 9", "new.gguf", Map.of());
    Fakes.gguf(folder, "other.gguf");
    String zeros = "0".repeat(64);
    String seen = Hashes.sha256(folder.resolve("other.gguf"));
    assertDamaged(seen, "other.gguf", Map.of("sha256", zeros));
  }

  private static byte[] header(int version) {
    byte[] bytes = new byte[64];
    System.arraycopy(new byte[] {'G', 'G', 'U', 'F', (byte) version}, 0, bytes, 0, 5);
    return bytes;
  }

  private void assertDamaged(String says, String file, Map<String, String> more) {
    String message =
        assertThrows(CorruptFileException.class, () -> LanguageModels.open(settings(file, more)))
            .getMessage();
    assertTrue(message.contains(says) && message.contains(file), message);
  }
}
