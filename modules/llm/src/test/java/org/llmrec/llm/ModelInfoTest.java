package org.llmrec.llm;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.llmrec.core.error.ConfigException;

/** A capability that is not declared is an error before anything is sent. */
class ModelInfoTest {
  @Test
  void aMissingCapabilityNamesTheModelAndThePurpose() {
    ModelInfo info = new ModelInfo("m-1", Set.of(Capability.SEED), 0);
    assertDoesNotThrow(() -> info.require(Capability.SEED, "sampling"));
    String message =
        assertThrows(ConfigException.class, () -> info.require(Capability.BATCH, "--batch"))
            .getMessage();
    assertTrue(message.contains("m-1") && message.contains("--batch"), message);
  }
}
