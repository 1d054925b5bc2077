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
