package org.llmrec.encode.djl;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.ConfigException;
import org.llmrec.encode.EncoderOptions;
import org.llmrec.encode.OnnxTextEncoder;
import org.llmrec.encode.TinyModel;

/**
 * DJL's engine says what is wrong when our own was first; not among the tests with the tag "djl",
 * in whose JVM it is not.
 */
class DjlTooLateTest {
  @Test
  void theErrorSaysWhatHasToComeFirst(@TempDir Path folder) throws Exception {
    Path model = TinyModel.in(folder, 1);
    OnnxTextEncoder.open(model, new EncoderOptions(1, 1024)).close();
    for (int attempt = 0; attempt < 2; attempt++) {
      ConfigException refusal =
          assertThrows(ConfigException.class, () -> DjlTextEncoder.open(model, 1, 1024));
      assertTrue(
          refusal.getMessage().contains("call Engine.getEngine(\"OnnxRuntime\") first"),
          refusal.getMessage());
    }
  }
}
