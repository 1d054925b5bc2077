package org.llmrec.llm.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.llm.Capability;
import org.llmrec.llm.Completion;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.FinishReason;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.LanguageModelContract;
import org.llmrec.llm.LanguageModels;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.ModelSettings;
import org.llmrec.llm.ScriptedModel;
import org.llmrec.llm.Usage;

/** What was recorded is replayed; what was not is one request's failure; damage is named. */
class RecordedModelTest extends LanguageModelContract {
  private static final String HEADER =
      "{\"formatVersion\":1,\"model\":\"m-1\",\"capabilities\":[],\"contextTokens\":0}\n";

  /** Made by the first test, for all. */
  private static byte[] recorded;

  @TempDir Path folder;
  private Path file;
  private final ScriptedModel model = new ScriptedModel();

  @BeforeEach
  void record() throws Exception {
    file = folder.resolve("answers.jsonl");
    if (recorded != null) {
      Files.write(file, recorded);
      return;
    }
    try (RecordingModel recording = RecordingModel.around(model, file)) {
      for (CompletionRequest request : requests()) {
        recording.complete(request);
      }
      recording.complete(schemaRequest());
      recording.score(scoreRequest());
    }
    recorded = Files.readAllBytes(file);
  }

  @Override
  protected LanguageModel open() throws Exception {
    return RecordedModel.open(file);
  }

  @Override
  protected Set<Capability> expected() {
    return ScriptedModel.INFO.capabilities();
  }

  @Override
  protected OptionalLong calls() {
    return OptionalLong.of(model.calls());
  }

  @Override
  protected Optional<String> expectedText(CompletionRequest request) {
    return Optional.of("about: " + request.messages().getLast().content());
  }

  @Test
  void aMissingAnswerIsOneRequestsFailureAndSaysHowToRecord() throws Exception {
    try (LanguageModel recorded = open()) {
      ModelException e =
          assertThrows(
              ModelException.class,
              () -> recorded.complete(CompletionRequest.of("A secret question", 5)));
      assertEquals(ModelException.Kind.UNRECORDED, e.kind());
      assertTrue(!e.kind().endsJob() && !e.kind().retriable());
      assertTrue(
          e.getMessage().contains(file.toString()) && e.getMessage().contains("RecordingModel"),
          e.getMessage());
      assertTrue(!e.getMessage().contains("secret"), e.getMessage());
    }
  }

  /** A file as documented for the package, written by hand, its last line left open. */
  @Test
  void readsWhatAPersonWrote() throws Exception {
    CompletionRequest request = CompletionRequest.of("Why?", 5);
    Files.writeString(
        file,
        HEADER
            + "{\"key\":\""
            + RequestKey.of(request)
            + "\",\"question\":\"Why?\",\"completion\":{\"text\":\"So.\",\"finish\":\"LENGTH\","
            + "\"usage\":{\"promptTokens\":7,\"completionTokens\":2,\"reported\":false},"
            + "\"model\":\"m-1-exact\"}}");
    assertEquals(
        new Completion(
            "So.", FinishReason.LENGTH, new Usage(7, 2, false), Duration.ZERO, "m-1-exact"),
        RecordedModel.open(file).complete(request));
  }

  /**
   * The keys of a shared recording must stay valid: they are part of its format. Computed with
   * Python's hashlib, the first one from {@code {"what":"completion","messages":[{"role":"USER",
   * "content":"Why?"}],"schema":null,"sampling":{"temperature":0.0,"topP":1.0,"maxTokens":5,
   * "seed":null,"stop":[]}}} without the line breaks.
   */
  @Test
  void keysStayWhatTheyAre() {
    assertEquals(
        "45dadc9a9f17d9e537952f3ddd3c861b85e72d4e1d15c49df3a8b00b50a777d2",
        RequestKey.of(CompletionRequest.of("Why?", 5)));
    assertEquals(
        "09b2a84458e5d3700e3740d01e5a0f09ba2574126d790033e1f3af66199bcbaa",
        RequestKey.of(schemaRequest()));
    assertEquals(
        "3f4fe9de52c1efc22d21ac1798f3ef83887e169d143d4957c09b19f742143a2b",
        RequestKey.of(scoreRequest()));
  }

  @Test
  void damageIsNamedByItsLineAndNotQuoted() throws Exception {
    String[] damaged = {
      "", "null", "{\"key\":\"private\"", "{\"key\":\"k\",\"question\":\"private\"}", "private"
    };
    for (String line : damaged) {
      Files.writeString(file, HEADER + line + "\n");
      CorruptFileException e =
          assertThrows(CorruptFileException.class, () -> RecordedModel.open(file), line);
      assertTrue(
          e.getMessage().contains("line 2")
              && e.getMessage().startsWith(file.toString())
              && !e.getMessage().contains("private"),
          e.getMessage());
    }
  }

  @Test
  void aVersionOfTomorrowIsRefusedByItsNumber() throws Exception {
    Files.writeString(file, HEADER.replace("\"formatVersion\":1", "\"formatVersion\":2"));
    String message =
        assertThrows(CorruptFileException.class, () -> RecordedModel.open(file)).getMessage();
    assertTrue(message.contains("expected format version 1, found 2"), message);
  }

  @Test
  void anEmptyFileIsNoRecording() throws Exception {
    Files.writeString(file, "");
    assertThrows(CorruptFileException.class, () -> RecordedModel.open(file));
  }

  /** Whatever byte a writer died at, all whole lines before it are there. */
  @Test
  void aTornLastLineIsLeftOut() throws Exception {
    byte[] all = Files.readAllBytes(file);
    int whole = RecordedModel.open(file).size();
    int lastLine = all.length - 2;
    while (all[lastLine - 1] != '\n') {
      lastLine--;
    }
    for (int end = lastLine + 1; end < all.length - 1; end += 29) {
      Files.write(file, Arrays.copyOf(all, end));
      assertEquals(whole - 1, RecordedModel.open(file).size(), "cut at " + end);
    }
    Files.write(file, Arrays.copyOf(all, all.length - 1));
    assertEquals(whole, RecordedModel.open(file).size(), "only the line feed is missing");
  }

  @Test
  void isOpenedByItsKind() throws Exception {
    assertTrue(LanguageModels.kinds().contains("recorded"));
    for (String name : new String[] {"", "scripted-1"}) {
      try (LanguageModel opened =
          LanguageModels.open(
              new ModelSettings("recorded", name, Map.of("file", "answers.jsonl"), folder))) {
        assertEquals("scripted-1", opened.info().id());
      }
    }
    assertRefused("other-model", Map.of("file", "answers.jsonl"), "scripted-1");
    assertRefused("", Map.of("file", "absent.jsonl"), "absent.jsonl");
    assertRefused("", Map.of(), "llm.file");
  }

  private void assertRefused(String name, Map<String, String> settings, String expected) {
    String message =
        assertThrows(
                ConfigException.class,
                () -> LanguageModels.open(new ModelSettings("recorded", name, settings, folder)))
            .getMessage();
    assertTrue(message.contains(expected), message);
  }
}
