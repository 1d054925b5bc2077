package org.llmrec.llm.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.llm.Capability;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.LanguageModelContract;
import org.llmrec.llm.Message;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.ModelInfo;
import org.llmrec.llm.Sampling;
import org.llmrec.llm.ScriptedModel;

/** Answers are written down as they come, whole lines or none, and not asked for twice. */
class RecordingModelTest extends LanguageModelContract {
  private static final CompletionRequest WHY = CompletionRequest.of("Why?", 5);

  @TempDir Path folder;
  private Path file;
  private final AtomicLong calls = new AtomicLong();

  @BeforeEach
  void name() {
    file = folder.resolve("answers.jsonl");
  }

  @Override
  protected LanguageModel open() throws IOException {
    return RecordingModel.around(
        new ScriptedModel(
            (call, messages) -> {
              calls.incrementAndGet();
              return "about: " + messages.getLast().content();
            }),
        file);
  }

  @Override
  protected Set<Capability> expected() {
    return ScriptedModel.INFO.capabilities();
  }

  @Override
  protected OptionalLong calls() {
    return OptionalLong.of(calls.get());
  }

  @Override
  protected Optional<String> expectedText(CompletionRequest request) {
    return Optional.of("about: " + request.messages().getLast().content());
  }

  @Test
  void asksTheSameOnceEvenInTheNextProcess() throws Exception {
    for (int i = 0; i < 2; i++) {
      try (LanguageModel recording = open()) {
        assertEquals("about: Why?", recording.complete(WHY).text());
        assertEquals("about: Why?", recording.complete(WHY).text());
        assertEquals(2, recording.score(scoreRequest()).logProbabilities().size());
      }
    }
    assertEquals(2, calls.get());
    assertEquals(3, Files.readAllLines(file).size());
  }

  @Test
  void anythingThatDecidesTheAnswerMakesAnotherRequest() throws Exception {
    List<CompletionRequest> different =
        List.of(
            WHY,
            CompletionRequest.of("Why not?", 5),
            WHY.sampling(Sampling.greedy(6)),
            WHY.sampling(new Sampling(0.5, 1, 5, OptionalLong.empty(), List.of())),
            WHY.sampling(new Sampling(0, 0.5, 5, OptionalLong.empty(), List.of())),
            WHY.sampling(new Sampling(0, 1, 5, OptionalLong.of(1), List.of())),
            WHY.sampling(new Sampling(0, 1, 5, OptionalLong.empty(), List.of("."))),
            WHY.schema(schemaRequest().schema().orElseThrow()),
            WHY.then(Message.assistant("Why?")),
            WHY.then(Message.user("Why?")));
    try (LanguageModel recording = open()) {
      for (CompletionRequest request : different) {
        recording.complete(request);
      }
    }
    assertEquals(different.size(), calls.get());
    assertEquals(different.size(), RecordedModel.open(file).size());
  }

  @Test
  void failuresAreNotRecorded() throws Exception {
    ScriptedModel failing =
        new ScriptedModel(
            (call, messages) -> {
              throw new ModelException(ModelException.Kind.SERVER, "scripted-1: down");
            });
    try (RecordingModel recording = RecordingModel.around(failing, file)) {
      assertThrows(ModelException.class, () -> recording.complete(WHY));
    }
    assertEquals(0, RecordedModel.open(file).size());
  }

  /** Whatever byte the writer died at, the next one goes on from the last whole line. */
  @Test
  void aTornEndIsRepaired() throws Exception {
    try (LanguageModel recording = open()) {
      recording.complete(WHY);
    }
    byte[] all = Files.readAllBytes(file);
    for (int end = 0; end <= all.length; end += 11) {
      Files.write(file, Arrays.copyOf(all, end));
      try (LanguageModel recording = open()) {
        recording.complete(WHY);
        recording.complete(requests().get(0));
      }
      assertEquals(2, RecordedModel.open(file).size(), "cut at " + end);
      assertEquals(3, Files.readAllLines(file).size(), "cut at " + end);
    }
  }

  @Test
  void damageBeforeTheLastLineIsNotTouched() throws Exception {
    try (LanguageModel recording = open()) {
      recording.complete(WHY);
    }
    String damaged = Files.readString(file).replace("\"question\"", "\"qestion\"") + "{\n";
    Files.writeString(file, damaged);
    assertThrows(CorruptFileException.class, this::open);
    assertEquals(damaged, Files.readString(file));
  }

  @Test
  void oneRecorderAtATime() throws Exception {
    try (LanguageModel recording = open()) {
      assertThrows(ConfigException.class, this::open);
      recording.complete(WHY);
    }
    open().close();
  }

  @Test
  void anotherModelsRecordingIsRefused() throws Exception {
    open().close();
    LanguageModel other =
        new ScriptedModel() {
          @Override
          public ModelInfo info() {
            return new ModelInfo("scripted-2", Set.of(), 0);
          }
        };
    String message =
        assertThrows(ConfigException.class, () -> RecordingModel.around(other, file)).getMessage();
    assertTrue(message.contains("scripted-1") && message.contains("scripted-2"), message);
  }

  @Test
  void manyAtOnceLoseNothing() throws Exception {
    try (LanguageModel recording = open()) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        CompletionRequest request = CompletionRequest.of("Why " + i % 48 + "?", 5);
        threads.add(
            Thread.ofVirtual()
                .start(
                    () -> {
                      try {
                        recording.complete(request);
                      } catch (InterruptedException e) {
                        // The one that is interrupted below; another thread asks the same.
                        Thread.currentThread().interrupt();
                      }
                    }));
      }
      // An interrupt while another one writes must not close the file for all.
      threads.get(63).interrupt();
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertEquals(49, Files.readAllLines(file).size());
    assertEquals(48, RecordedModel.open(file).size());
  }
}
