package org.llmrec.rerank.tallrec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.json.Json;
import org.llmrec.llm.SmallModel;

/** The child and what is made of its words: a shell script stands for Python, and a real one. */
class TuningTest {
  private static final String ALL =
      "{\"event\":\"packages\",\"found\":{\"torch\":\"2\",\"transformers\":\"5\",\"peft\":\"0\"}}";

  @TempDir Path folder;
  private TuneSettings settings;

  @BeforeEach
  void files() throws IOException {
    Files.writeString(folder.resolve("model.gguf"), "");
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      lines.add(
          Json.line(
              TallrecSample.of(
                  "movie", List.of("\"A" + i + "\""), List.of(), "\"B\"", i % 2 == 0)));
    }
    Files.write(folder.resolve("rec.jsonl"), lines);
    settings =
        settings(
            folder.resolve("model.gguf"),
            Optional.of(folder.resolve("rec.jsonl")),
            TuneSettings.Training.PUBLISHED);
  }

  private TuneSettings settings(Path model, Optional<Path> test, TuneSettings.Training training) {
    return new TuneSettings(
        model,
        folder.resolve("rec.jsonl"),
        Optional.empty(),
        test,
        folder.resolve("out"),
        TallrecTemplate.ALPACA,
        training);
  }

  @Test
  void thePublishedSettingsReachTheScript() {
    List<String> words = settings.arguments();
    for (String[] each :
        new String[][] {
          {"--stages", "rec"},
          {"--rank", "8"},
          {"--alpha", "16"},
          {"--dropout", "0.05"},
          {"--learning-rate", "1.0E-4"},
          {"--batch", "128"},
          {"--warmup", "20"},
          {"--cutoff", "512"},
          {"--seed", "42"}
        }) {
      assertEquals(each[1], words.get(words.indexOf(each[0]) + 1), words::toString);
    }
    assertFalse(words.contains("--answers-only"));
    TuneSettings both =
        new TuneSettings(
            settings.model(),
            settings.rec(),
            Optional.of(Path.of("alpaca.jsonl")),
            Optional.empty(),
            settings.out(),
            TallrecTemplate.CHAT,
            settings.training());
    assertTrue(both.arguments().contains("alpaca,rec"));
  }

  @Test
  void thePythonIsTheOneAskedForElseTheEnvironmentsElsePython3() {
    Map<String, String> environment = Map.of("LLMREC_PYTHON", "/env/python");
    assertEquals("/mine", TunePython.named(Optional.of("/mine"), environment));
    assertEquals("/env/python", TunePython.named(Optional.empty(), environment));
    assertEquals("python3", TunePython.named(Optional.empty(), Map.of()));
  }

  @Test
  void withoutAPythonItIsSaidWhatIsWanted() throws Exception {
    TunePython none = TunePython.in(folder.resolve("script"), "no-such-python");
    ConfigException refusal =
        assertThrows(ConfigException.class, () -> Tuning.start(none, settings));
    assertTrue(refusal.getMessage().contains("no-such-python"), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("LLMREC_PYTHON"), refusal.getMessage());
  }

  @Test
  void aMissingPackageIsNamedWithTheCommandThatInstallsIt() throws Exception {
    TunePython python =
        child("{\"event\":\"packages\",\"found\":{\"torch\":\"2\",\"peft\":null}}", "");
    ConfigException refusal =
        assertThrows(ConfigException.class, () -> Tuning.start(python, settings));
    assertTrue(refusal.getMessage().contains("[peft]"), refusal.getMessage());
    Path requirements = folder.resolve("script/requirements.txt");
    assertTrue(
        refusal.getMessage().endsWith("-m pip install -r " + requirements), refusal.getMessage());
    assertTrue(Files.readString(requirements).contains("peft=="));
  }

  @Test
  void progressNotesScoresAndTheExitCodeComeThrough() throws Exception {
    Path scores = folder.resolve("out/scores.jsonl");
    String work =
        "echo '{\"event\":\"step\",\"stage\":\"rec\",\"step\":1,\"of\":2,\"loss\":2.5}'\n"
            + "echo 'a library speaks' >&2\n"
            + "echo '{\"event\":\"step\",\"stage\":\"rec\",\"step\":2,\"of\":2,\"loss\":1.5}'\n"
            + "echo '{\"output\":\"Yes.\",\"before\":[-2,-1],\"after\":[-1,-2]}' > "
            + scores
            + "\necho '{\"output\":\"No.\",\"before\":[-1,-2],\"after\":[-2,-1]}' >> "
            + scores
            + "\n";
    List<String> heard = Collections.synchronizedList(new ArrayList<>());
    try (Tuning tuning = Tuning.start(child(ALL, work), settings)) {
      TuneResult result = tuning.run(listener(heard));
      assertEquals(0, result.exitCode());
      assertEquals(List.of(2.5, 1.5), result.losses());
      for (TallrecRule rule : TallrecRule.values()) {
        assertEquals(0, result.before().orElseThrow().auc().orElseThrow().get(rule));
        assertEquals(1, result.after().orElseThrow().auc().orElseThrow().get(rule));
      }
    }
    assertTrue(
        heard.containsAll(List.of("rec 1/2", "rec 2/2", "a library speaks")), heard::toString);
    try (Tuning tuning = Tuning.start(child(ALL, "exit 7\n"), settings)) {
      TuneResult failed = tuning.run(listener(heard));
      assertEquals(7, failed.exitCode());
      assertTrue(failed.after().isEmpty());
    }
  }

  @Test
  void anInterruptEndsTheChild() throws Exception {
    Path pid = folder.resolve("pid");
    String work =
        "echo $$ > " + pid + "\necho '{\"event\":\"scored\",\"done\":1,\"of\":2}'\nsleep 600\n";
    Thread caller = Thread.currentThread();
    TuneListener interrupting =
        new TuneListener() {
          @Override
          public void step(String stage, int step, int of, double loss) {}

          @Override
          public void scored(String what, int done, int of) {
            caller.interrupt();
          }

          @Override
          public void note(String line) {}
        };
    try (Tuning tuning = Tuning.start(child(ALL, work), settings)) {
      assertThrows(InterruptedException.class, () -> tuning.run(interrupting));
    }
    Optional<ProcessHandle> child = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
    child.ifPresent(handle -> handle.onExit().join());
    assertTrue(child.isEmpty() || !child.get().isAlive());
  }

  @Test
  @Tag("full")
  void aRealModelLearnsTheOnlyAnswerItIsShown() throws Exception {
    String program = System.getenv("LLMREC_TUNE_PYTHON");
    assumeTrue(
        program != null, "skipped: LLMREC_TUNE_PYTHON names no Python with requirements.txt");
    TuneSettings.Training few =
        new TuneSettings.Training(1, 3, 0, 4, 4, 1e-3, 1, 512, 8, 16, 0, false);
    TuneSettings real = settings(SmallModel.gguf(), Optional.of(folder.resolve("rec.jsonl")), few);
    List<String> heard = Collections.synchronizedList(new ArrayList<>());
    TunePython python = TunePython.in(folder.resolve("script"), program);
    try (Tuning tuning = Tuning.start(python, real)) {
      TuneResult result = tuning.run(listener(heard));
      assertEquals(0, result.exitCode(), heard::toString);
      assertEquals(6, result.losses().size());
      assertTrue(result.losses().getLast() < result.losses().getFirst(), heard::toString);
      assertEquals(8, result.after().orElseThrow().samples());
    }
    assertTrue(Files.size(folder.resolve("out/adapter/adapter_model.safetensors")) > 1_000_000);
    var told = Json.mapper().readTree(folder.resolve("out/tune.json").toFile());
    assertEquals(460_800, told.at("/parameters/trainable").asInt());
    assertEquals(64, told.at("/sha256/rec").asText().length());
  }

  private static TuneListener listener(List<String> heard) {
    return new TuneListener() {
      @Override
      public void step(String stage, int step, int of, double loss) {
        heard.add(stage + " " + step + "/" + of);
      }

      @Override
      public void scored(String what, int done, int of) {
        heard.add(what + " " + done);
      }

      @Override
      public void note(String line) {
        heard.add(line);
      }
    };
  }

  /** A program that answers the check so, and else does that work. */
  private TunePython child(String check, String work) throws IOException {
    Path program = folder.resolve("python");
    Files.deleteIfExists(program);
    Files.createFile(
        program,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    Files.writeString(
        program,
        "#!/bin/sh\nif [ \"$2\" = --check ]; then\n  echo '" + check + "'\n  exit 0\nfi\n" + work);
    return TunePython.in(folder.resolve("script"), program.toString());
  }
}
