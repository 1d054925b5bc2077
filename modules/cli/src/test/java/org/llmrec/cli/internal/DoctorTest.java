package org.llmrec.cli.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says of the encoder's device. */
class DoctorTest {
  @TempDir Path folder;

  @Test
  void namesDeviceProviderAndVersion() {
    JsonNode encoder = encoder(Cli.run("doctor", "--json"));
    assertEquals("OK", encoder.get("state").textValue(), encoder::toString);
    assertTrue(
        encoder.get("text").textValue().contains("on cpu by provider CPU of ONNX Runtime 1."),
        encoder::toString);
  }

  @Test
  void everyNativeLibraryLoads() {
    Cli.Result result = Cli.run("doctor", "--json");
    Set<String> well = new HashSet<>();
    for (JsonNode finding : result.json().get("findings")) {
      if (finding.get("state").textValue().equals("OK")) {
        well.add(finding.get("what").textValue());
      }
    }
    assertTrue(
        well.containsAll(
            List.of(
                "onnxruntime",
                "tokenizers",
                "pytorch",
                "openblas",
                "xgboost",
                "sqlite",
                "llm embedded")),
        result::toString);
  }

  @Test
  void aDamagedWorkspaceEndsWithOneAndSaysWhatToDo() throws IOException {
    Path workspace = workspace("cpu");
    Files.writeString(workspace.resolve("CURRENT"), "nonsense");
    Cli.Result result = Cli.run("doctor", "-w", workspace);
    assertEquals(1, result.code(), result::toString);
    assertTrue(result.out().contains("FAIL  generation"), result::toString);
    assertTrue(result.out().contains("[build-damaged]"), result::toString);
    assertTrue(result.out().contains("Run llmrec build -w DIR"), result::toString);
  }

  @Test
  void warnsOfAPreferredGpuThatIsNotThereAndFailsOnANamedOne() throws IOException {
    assumeFalse(OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA));
    JsonNode preferred = encoder(Cli.run("doctor", "--json", "-w", workspace("prefer cuda")));
    assertEquals("WARN", preferred.get("state").textValue(), preferred::toString);
    assertTrue(
        preferred.get("text").textValue().contains("on the cpu instead"), preferred::toString);
    JsonNode named = encoder(Cli.run("doctor", "--json", "-w", workspace("cuda:1")));
    assertEquals("FAIL", named.get("state").textValue(), named::toString);
    assertTrue(named.get("text").textValue().contains("encoder device cuda:1"), named::toString);
  }

  private Path workspace(String device) throws IOException {
    Path workspace = Files.createTempDirectory(folder, "ws");
    Files.writeString(
        workspace.resolve("llmrec.yaml"),
        """
        catalogue: {path: a}
        interactions: {path: b, positive-from: 4}
        encoder: {device: %s}
        """
            .formatted(device));
    return workspace;
  }

  private static JsonNode encoder(Cli.Result result) {
    for (JsonNode finding : result.json().get("findings")) {
      if (finding.get("what").textValue().equals("encoder")) {
        return finding;
      }
    }
    throw new AssertionError(result);
  }
}
