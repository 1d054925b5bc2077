package org.llmrec.llm.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.ConfigException;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.ModelException;

/** The engine may end however it likes: its caller goes on, and says what happened. */
class EngineCrashTest {
  @TempDir Path folder;

  @Test
  void aCrashEndsTheCallAndTheNextOneHasAnotherEngine() throws Exception {
    try (EmbeddedModel model = Fakes.open(Fakes.gguf(folder, "m.gguf"))) {
      long first = model.enginePid();
      ModelException e = assertThrows(ModelException.class, () -> ask(model, "crash now"));
      assertEquals(ModelException.Kind.CRASHED, e.kind());
      assertEquals(ModelException.Billed.NO, e.billed());
      assertTrue(e.getMessage().contains("code 42"), e.getMessage());
      assertFalse(e.getMessage().contains("crash now"), e.getMessage());
      assertEquals("echo hello", ask(model, "hello"));
      assertNotEquals(first, model.enginePid());
    }
  }

  @Test
  void crashesWithoutAnAnswerBetweenComeToAnEnd() throws Exception {
    try (EmbeddedModel model = Fakes.open(Fakes.gguf(folder, "m.gguf"))) {
      for (ModelException.Kind expected :
          new ModelException.Kind[] {
            ModelException.Kind.CRASHED,
            ModelException.Kind.CRASHED,
            ModelException.Kind.CRASHED,
            ModelException.Kind.CIRCUIT_OPEN,
            ModelException.Kind.CIRCUIT_OPEN
          }) {
        assertEquals(
            expected, assertThrows(ModelException.class, () -> ask(model, "crash")).kind());
      }
    }
  }

  @Test
  void aKilledEngineIsNoticedByTheNextCallAtTheLatest() throws Exception {
    try (EmbeddedModel model = Fakes.open(Fakes.gguf(folder, "m.gguf"))) {
      for (int i = 0; i < 3; i++) {
        ProcessHandle engine = ProcessHandle.of(model.enginePid()).orElseThrow();
        engine.destroyForcibly();
        engine.onExit().join();
        String answer;
        try {
          answer = ask(model, "hello");
        } catch (ModelException e) {
          assertEquals(ModelException.Kind.CRASHED, e.kind());
          answer = ask(model, "hello");
        }
        assertEquals("echo hello", answer);
      }
    }
  }

  @Test
  void whatLibrariesPrintIsPassedOver() throws Exception {
    try (EmbeddedModel model = Fakes.open(Fakes.gguf(folder, "m.gguf"))) {
      assertEquals("echo noise", ask(model, "noise"));
      assertEquals("echo noise", ask(model, "noise"));
    }
  }

  @Test
  void failuresOfACallLeaveTheEngineRunning() throws Exception {
    try (EmbeddedModel model = Fakes.open(Fakes.gguf(folder, "m.gguf"))) {
      long engine = model.enginePid();
      ModelException asked = assertThrows(ModelException.class, () -> ask(model, "fail"));
      assertEquals(ModelException.Kind.BAD_REQUEST, asked.kind());
      ModelException bug = assertThrows(ModelException.class, () -> ask(model, "bug secret"));
      assertEquals(ModelException.Kind.SERVER, bug.kind());
      assertFalse(bug.getMessage().contains("secret"), bug.getMessage());
      assertEquals(engine, model.enginePid());
    }
  }

  @Test
  void anEngineThatRefusesOrEndsIsAnErrorOnOpening() throws IOException {
    Path refused = Fakes.gguf(folder, "refused.gguf");
    assertEquals(
        "refused as asked",
        assertThrows(ConfigException.class, () -> Fakes.open(refused)).getMessage());
    Path crashing = Fakes.gguf(folder, "crashing.gguf");
    String message = assertThrows(ConfigException.class, () -> Fakes.open(crashing)).getMessage();
    assertTrue(message.contains("code 42") && message.contains("damaged"), message);
  }

  @Test
  void closingEndsTheProcessAndNothingIsLeft() throws Exception {
    ProcessHandle engine;
    Path temp;
    try (EmbeddedModel model = Fakes.open(Fakes.gguf(folder, "m.gguf"))) {
      engine = ProcessHandle.of(model.enginePid()).orElseThrow();
      temp = Path.of(ask(model, "temp"));
    }
    engine.onExit().join();
    assertFalse(Files.exists(temp));
  }

  @Test
  void theEngineWaitsWithoutSpinningAndDoesNotInheritJavaOptions() throws Exception {
    try (EmbeddedModel model = Fakes.open(Fakes.gguf(folder, "m.gguf"))) {
      assertEquals("PASSIVE", ask(model, "environment OMP_WAIT_POLICY"));
      assertEquals("0", ask(model, "environment GOMP_SPINCOUNT"));
      assertEquals("null", ask(model, "environment JAVA_TOOL_OPTIONS"));
    }
  }

  @Test
  void aCallAfterClosingIsAnError() throws Exception {
    EmbeddedModel model = Fakes.open(Fakes.gguf(folder, "m.gguf"));
    model.close();
    assertThrows(IllegalStateException.class, () -> ask(model, "hello"));
  }

  private static String ask(EmbeddedModel model, String question) throws InterruptedException {
    return model.complete(CompletionRequest.of(question, 10)).text();
  }
}
