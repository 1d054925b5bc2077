package org.llmrec.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;
import org.llmrec.encode.EncoderManifest.ModelFile;
import org.llmrec.encode.internal.ModelFolder;

/** A model loads files of its own folder, pinned ones, and no others: not even to look at them. */
class ExternalDataTest {
  @TempDir Path temporary;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret",
        "sub/../../secret",
        "./weights",
        "/etc/hostname",
        "\\\\host\\share",
        "C:\\secret",
        "",
        "sub//weights",
        "*/_ORT_MEM_ADDR_/*"
      })
  void aPathThatCouldLeadOutIsRefused(String wanted) throws IOException {
    Files.writeString(temporary.resolve("secret"), "16 bytes of text");
    String message = refusal(folder(wanted, Map.of()));
    assertTrue(message.contains("a plain relative path"), message);
  }

  @Test
  void aLinkThatLeadsOutIsRefused() throws IOException {
    Path secret = Files.writeString(temporary.resolve("secret"), "16 bytes of text");
    Path folder = folder("weights", Map.of());
    Files.createSymbolicLink(folder.resolve("weights"), secret);
    pin(folder, "weights");
    assertTrue(refusal(folder).contains("found a link to "), refusal(folder));
    Path below = Files.createDirectory(temporary.resolve("elsewhere"));
    Files.writeString(below.resolve("weights"), "16 bytes of text");
    Path other = folder("sub/weights", Map.of());
    Files.createSymbolicLink(other.resolve("sub"), below);
    pin(other, "sub/weights");
    assertTrue(refusal(other).contains("found a link to "), refusal(other));
  }

  @Test
  void aFileThatIsThereAndNotPinnedIsRefused() throws IOException {
    Path folder = folder("weights", Map.of("weights", "16 bytes of text"));
    assertTrue(refusal(folder).contains("which its manifest does not have"), refusal(folder));
    pin(folder, "weights");
    assertEquals(3, ModelFolder.open(folder).manifest().files().size());
    Files.writeString(folder.resolve("weights"), "16 bytes of teXt");
    assertTrue(
        assertThrows(LlmrecException.class, () -> open(folder)).getMessage().contains("SHA-256"));
  }

  @Test
  void aFileBelowIsWelcome() throws IOException {
    Path folder = folder("sub/weights", Map.of("sub/weights", "16 bytes of text"));
    pin(folder, "sub/weights");
    assertEquals(3, ModelFolder.open(folder).manifest().files().size());
  }

  private String refusal(Path folder) {
    return assertThrows(ConfigException.class, () -> open(folder)).getMessage();
  }

  private static void open(Path folder) throws IOException {
    OnnxTextEncoder.open(folder, EncoderOptions.defaults()).close();
  }

  private Path folder(String wanted, Map<String, String> files) throws IOException {
    Path folder = Files.createTempDirectory(temporary, "model");
    Files.write(folder.resolve(EncoderManifest.MODEL), OnnxBytes.loading(wanted));
    Files.writeString(folder.resolve(EncoderManifest.TOKENIZER), "{}");
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.createDirectories(folder.resolve(file.getKey()).getParent());
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    pin(folder);
    return folder;
  }

  private static void pin(Path folder, String... more) throws IOException {
    Map<String, ModelFile> files = new TreeMap<>();
    for (String file : new String[] {EncoderManifest.MODEL, EncoderManifest.TOKENIZER}) {
      files.put(file, entry(folder.resolve(file)));
    }
    for (String file : more) {
      files.put(file, entry(folder.resolve(file)));
    }
    Json.write(
        folder.resolve(EncoderManifest.FILE_NAME),
        new EncoderManifest(
            "tiny", "by hand", "MIT", 384, 384, Pooling.MEAN, true, 16, "", "", files));
  }

  private static ModelFile entry(Path file) throws IOException {
    return new ModelFile(Files.size(file), Hashes.sha256(file));
  }
}
