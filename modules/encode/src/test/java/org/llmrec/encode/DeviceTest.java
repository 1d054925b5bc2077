package org.llmrec.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrec.core.error.ConfigException;
import org.llmrec.encode.internal.NativeHandles;

/**
 * A device that is named is there or the encoder does not open; a preferred one may be replaced.
 */
class DeviceTest {

  @ParameterizedTest
  @CsvSource({
    "cpu, cpu",
    "cuda, cuda:0",
    "' cuda:3 ', cuda:3",
    "prefer cuda, prefer cuda:0",
    "prefer cuda:1, prefer cuda:1",
    "'cuda:0,2', 'cuda:0,2'",
    "'prefer cuda:3,1,2', 'prefer cuda:3,1,2'",
    "provider:tensorrt, provider:tensorrt",
    "prefer provider:coreml, prefer provider:coreml",
    "provider:directml, provider:directml",
  })
  void aNameIsReadAndWritten(String text, String label) {
    Device device = Device.parse(text);
    assertEquals(label, device.label());
    assertEquals(label, device.toString());
    assertEquals(device, Device.parse(label));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "gpu",
        "CUDA",
        "cuda:",
        "cuda:-1",
        "cuda:x",
        "cuda:0,",
        "cuda:0,0",
        "cuda:0 1",
        "prefer",
        "prefer cpu",
        "prefer prefer cuda",
        "provider:rocm",
        "cuda:99999999999"
      })
  void anythingElseIsRefused(String text) {
    ConfigException refusal = assertThrows(ConfigException.class, () -> Device.parse(text));
    assertTrue(refusal.getMessage().startsWith("encoder device: expected"), refusal.getMessage());
  }

  @Test
  void theDefaultPlanIsThatOfTheDevice() {
    EncoderPlan processor = EncoderPlan.standard(Device.cpu());
    assertEquals(1024, processor.tokenBudget());
    assertEquals(new EncoderPlan(1, 16_384), EncoderPlan.standard(Device.cuda(0)));
    assertEquals(new EncoderPlan(3, 16_384), EncoderPlan.standard(Device.parse("cuda:0,1,2")));
    assertEquals(new EncoderPlan(2, 16_384), EncoderPlan.standard(Device.parse("prefer cuda:0,1")));
    assertEquals(new EncoderPlan(3, 64), new EncoderOptions(3, 64).override(processor));
    assertEquals(processor, EncoderOptions.defaults().override(processor));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cuda:0", "cuda:0,1"})
  void anExplicitGpuThatCannotBeHadIsAnErrorThatSaysWhatIsMissing(String device)
      throws IOException {
    assumeNoCuda();
    long before = NativeHandles.open();
    EncoderOptions options = EncoderOptions.on(Device.parse(device));
    ConfigException refusal =
        assertThrows(
            ConfigException.class, () -> OnnxTextEncoder.open(TestModel.folder(), options));
    for (String part :
        List.of(
            "encoder device cuda:0",
            "provider CUDA",
            "found one with [CPU]",
            "com.microsoft.onnxruntime:onnxruntime_gpu",
            "-Donnxruntime.native.path")) {
      assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
    }
    assertEquals(before, NativeHandles.open());
  }

  @ParameterizedTest
  @ValueSource(strings = {"provider:tensorrt", "provider:coreml", "provider:directml"})
  void soIsAnyOtherProvider(String device) throws IOException {
    assumeNoCuda();
    EncoderOptions options = EncoderOptions.on(Device.parse(device));
    ConfigException refusal =
        assertThrows(
            ConfigException.class, () -> OnnxTextEncoder.open(TestModel.folder(), options));
    assertTrue(refusal.getMessage().contains("encoder device " + device), refusal.getMessage());
  }

  @Test
  void aPreferredGpuIsReplacedByTheProcessorWithItsPlanAndItsBits() throws IOException {
    assumeNoCuda();
    List<String> texts = Golden.texts();
    try (TextEncoder cpu = OnnxTextEncoder.open(TestModel.folder(), EncoderOptions.defaults());
        TextEncoder preferred =
            OnnxTextEncoder.open(
                TestModel.folder(), EncoderOptions.on(Device.parse("prefer cuda")))) {
      Placement placement = preferred.placement().orElseThrow();
      assertEquals(Device.cpu(), placement.device());
      assertEquals("CPU", placement.provider());
      assertEquals(EncoderPlan.standard(Device.cpu()), placement.plan());
      assertEquals(1, placement.notes().size());
      assertTrue(placement.notes().get(0).contains("encoder device cuda:0: expected"));
      assertEquals(List.of(), cpu.placement().orElseThrow().notes());
      assertArrayEquals(cpu.encode(texts).vectors(), preferred.encode(texts).vectors());
    }
  }

  private static void assumeNoCuda() {
    assumeFalse(OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA));
  }
}
