package org.llmrec.train.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import org.junit.jupiter.api.Test;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.TrainingCode;
import org.llmrec.train.TrainDevice;

class TorchTest {
  @Test
  void aGpuThatCannotBeHadIsAnErrorThatSaysWhatIsMissing() {
    try (Torch torch = Torch.open(1, 1)) {
      boolean cuda = Engine.getEngine("PyTorch").hasCapability(StandardCapabilities.CUDA);
      assumeFalse(cuda, "this PyTorch has CUDA: " + torch.version());
    }
    ConfigException refused =
        assertThrows(ConfigException.class, () -> Torch.open(1, 1, TrainDevice.cuda(0)));
    assertEquals(TrainingCode.GPU_ABSENT, refused.code());
    assertTrue(refused.getMessage().contains("train.device cuda:0"), refused.getMessage());
    assertTrue(refused.getMessage().contains("pytorch-native-cu"), refused.getMessage());
    // The refusal lets go of the engine: the next training does not wait for ever.
    Torch.open(1, 1).close();
  }
}
