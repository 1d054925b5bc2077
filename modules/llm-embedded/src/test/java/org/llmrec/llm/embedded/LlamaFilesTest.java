package org.llmrec.llm.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.json.Json;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.LanguageModels;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.ModelSettings;
import org.llmrec.llm.SmallModel;

/** Files that are models, and files that were. */
@Tag("full")
class LlamaFilesTest {
  @TempDir Path folder;

  private static EmbeddedModel open(Path file) {
    return EmbeddedModel.open(EmbeddedOptions.of(file).threads(2).context(256));
  }

  @Test
  void theFileIsTheOneOfTheManifest() throws Exception {
    Path manifest =
        Path.of(System.getProperty("llmrec.root"), "models", "smollm2-135m-instruct-q4_1.json");
    JsonNode tree = Json.mapper().readTree(Files.readAllBytes(manifest));
    JsonNode file = tree.path("files").elements().next();
    assertEquals(file.path("size").asLong(), Files.size(SmallModel.gguf()));
    ModelSettings settings =
        new ModelSettings(
            "embedded",
            tree.path("name").asText(),
            Map.of(
                "file",
                SmallModel.gguf().toString(),
                "sha256",
                file.path("sha256").asText(),
                "context",
                "256",
                "threads",
                "2"),
            folder);
    try (LanguageModel model = LanguageModels.open(settings)) {
      assertEquals("smollm2-135m-instruct-q4_1", model.info().id());
      assertEquals(256, model.info().contextTokens());
      assertFalse(model.complete(CompletionRequest.of("Hello", 5)).text().isEmpty());
    }
  }

  @Test
  void aCutFileIsAnErrorAndTheCallerLives() throws IOException {
    long size = Files.size(SmallModel.gguf());
    for (long length : new long[] {24, 1000, 100_000, size / 2, size - 1}) {
      Path cut = folder.resolve("cut-" + length + ".gguf");
      copy(SmallModel.gguf(), cut, length);
      String message = assertThrows(LlmrecException.class, () -> open(cut)).getMessage();
      assertTrue(message.contains("cut-" + length), message);
      Files.delete(cut);
    }
  }

  @Test
  void aDamagedHeaderIsAnErrorOrHarmlessAndTheCallerLives() throws Exception {
    Path damaged = folder.resolve("damaged.gguf");
    copy(SmallModel.gguf(), damaged, Files.size(SmallModel.gguf()));
    SplittableRandom random = new SplittableRandom(17);
    for (int round = 0; round < 6; round++) {
      byte[] noise = new byte[64];
      random.nextBytes(noise);
      long at = 8 + random.nextLong(round < 3 ? 500 : 200_000);
      try (FileChannel channel = FileChannel.open(damaged, StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.wrap(noise), at);
      }
      try (EmbeddedModel model = open(damaged)) {
        model.complete(CompletionRequest.of("Hello", 3));
      } catch (LlmrecException expected) {
        assertTrue(expected.getMessage().contains("damaged"), expected.getMessage());
      }
    }
  }

  private static void copy(Path from, Path to, long bytes) throws IOException {
    try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ);
        FileChannel out =
            FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      long done = 0;
      while (done < bytes) {
        done += in.transferTo(done, bytes - done, out);
      }
    }
  }

  @Test
  void aContextLargerThanTheModelsIsRefused() {
    EmbeddedOptions options = EmbeddedOptions.of(SmallModel.gguf()).context(100_000);
    String message =
        assertThrows(ConfigException.class, () -> EmbeddedModel.open(options)).getMessage();
    assertTrue(message.contains("8192") && message.contains("100000"), message);
  }

  @Test
  void templatesAreTakenByName() throws Exception {
    long chat = promptTokens(Optional.of("chatml"));
    assertEquals(chat, promptTokens(Optional.empty()));
    assertTrue(promptTokens(Optional.of("none")) < chat);
    assertThrows(ConfigException.class, () -> promptTokens(Optional.of("no-such-template")));
  }

  private static long promptTokens(Optional<String> template) throws InterruptedException {
    EmbeddedOptions options =
        new EmbeddedOptions("m", SmallModel.gguf(), Optional.empty(), 256, 2, 1, template);
    try (EmbeddedModel model = EmbeddedModel.open(options)) {
      return model.complete(CompletionRequest.of("Hello", 3)).usage().promptTokens();
    }
  }

  @Test
  void anEngineKilledWhileItWritesIsACrashAndTheNextCallIsAnswered() throws Exception {
    try (EmbeddedModel model = open(SmallModel.gguf())) {
      long engine = model.enginePid();
      FutureTask<ModelException> call =
          new FutureTask<>(
              () ->
                  assertThrows(
                      ModelException.class,
                      () -> model.complete(CompletionRequest.of("la ".repeat(200), 50))));
      Thread thread = Thread.ofVirtual().start(call);
      // Once it waits for the answer, the order is out.
      while (thread.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
      ProcessHandle.of(engine).orElseThrow().destroyForcibly();
      assertEquals(ModelException.Kind.CRASHED, call.get().kind());
      assertFalse(model.complete(CompletionRequest.of("Hello", 5)).text().isEmpty());
    }
  }
}
