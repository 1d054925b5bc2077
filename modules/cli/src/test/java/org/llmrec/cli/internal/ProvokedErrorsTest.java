package org.llmrec.cli.internal;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.llmrec.core.error.ErrorCode;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.WorkspaceCode;
import org.llmrec.core.io.FolderLock;

/** Real errors, from the command line to the line that a person reads. */
class ProvokedErrorsTest {
  @TempDir Path folder;

  /** Prepares a folder and says what to run there. */
  @FunctionalInterface
  private interface Trouble {
    Object[] in(Scene scene) throws IOException;
  }

  /** One error. */
  private record Case(String code, int exit, String what, Trouble trouble) {
    @Override
    public String toString() {
      return code + ": " + what;
    }
  }

  private static Case of(String code, int exit, String what, Trouble trouble) {
    return new Case(code, exit, what, trouble);
  }

  private static Object[] run(Object... arguments) {
    return arguments;
  }

  static Stream<Case> cases() {
    return Stream.of(
        of("usage", 2, "a misspelt command", s -> run("biuld")),
        of("usage", 2, "an unknown option", s -> run("status", "--nope")),
        of("option-range", 2, "no job", s -> run("evaluate", s.file("e.yaml", ""), "--jobs", 0)),
        of(
            "option-value",
            2,
            "a threshold that is no number",
            s -> s.split("--positive", "four", "--protocol", "A-train")),
        of(
            "option-conflict",
            2,
            "samples and data",
            s -> run("tune", "--samples", "a", "--data-only", "--out", s.at("o"))),
        of("option-missing", 2, "no interactions", s -> s.init("--catalogue", s.items())),
        of("option-missing", 2, "nothing to tune", s -> run("tune", "--out", s.at("o"))),
        of(
            "name-unknown",
            2,
            "a field that nobody maps",
            s -> s.init("--catalogue", s.items(), "--interactions", s.met(), "--map", "titel=a")),
        of(
            "name-unknown",
            2,
            "a protocol",
            s -> s.split("--positive", "4", "--protocol", "A-trian")),
        of(
            "name-refused",
            2,
            "a model's name with blanks",
            s -> s.models("fetch", "A B", "--url", "https://localhost/m", "--trust-first-fetch")),
        of("config-syntax", 2, "a tab", s -> s.yaml(yaml -> "catalogue:\n\tpath: a\n")),
        of(
            "config-key-unknown",
            2,
            "a misspelt section",
            s -> s.yaml(yaml -> yaml.replace("encoder:", "encodr:"))),
        of("config-key-missing", 2, "no path", s -> s.yaml(yaml -> "catalogue: {format: jsonl}\n")),
        of(
            "config-value",
            2,
            "a word for a number",
            s -> s.yaml(yaml -> s.least("train: {seed: many}"))),
        of("option-range", 2, "no worker", s -> s.yaml(yaml -> s.least("encoder: {workers: 0}"))),
        of(
            "model-absent",
            2,
            "an encoder that nobody has",
            s -> s.yaml(yaml -> s.least("encoder: {model: none-such}"))),
        of(
            "llm-provider",
            2,
            "a kind that nobody opens",
            s -> s.yaml(yaml -> s.least("llm: {kind: oracle, model: a}"))),
        of(
            "address-insecure",
            2,
            "a model over http",
            s -> s.models("fetch", "all-minilm-l6-v2", "--url", "http://example.org/m")),
        of(
            "address-invalid",
            2,
            "a model over ftp",
            s -> s.models("fetch", "all-minilm-l6-v2", "--url", "ftp://example.org/m")),
        of("model-incomplete", 2, "an empty folder", s -> s.models("add", s.folder("empty"))),
        of(
            "file-missing",
            2,
            "no catalogue",
            s -> s.init("--catalogue", s.at("none"), "--interactions", s.met())),
        of("file-missing", 2, "no experiment", s -> run("evaluate", s.at("none.yaml"))),
        of(
            "file-format",
            2,
            "a table without a header",
            s -> s.init("--catalogue", s.items(), "--interactions", s.file("r.csv", ""))),
        of("file-format", 2, "a model that is none", s -> s.models("add", s.model())),
        of(
            "column-missing",
            2,
            "nobody who met anything",
            s ->
                s.init(
                    "--catalogue", s.items(), "--interactions", s.file("r.csv", "item\nb001\n"))),
        of(
            "column-twice",
            2,
            "two columns of one name",
            s ->
                s.init(
                    "--catalogue",
                    s.items(),
                    "--interactions",
                    s.file("r.csv", "user,item,item\na,b001,b002\n"))),
        of(
            "data-empty",
            2,
            "no item that can be used",
            s -> s.init("--catalogue", s.file("i.jsonl", "{}\n"), "--interactions", s.met())),
        of(
            "data-empty",
            2,
            "judgements without a line",
            s ->
                run(
                    "collection",
                    s.file("d.jsonl", "{\"_id\": \"d\", \"text\": \"a whale\"}\n"),
                    "--topics",
                    s.file("t.tsv", "q\twhale\n"),
                    "--qrels",
                    s.file("q.txt", "\n"))),
        of(
            "data-too-few",
            2,
            "one user with one item",
            s ->
                run(
                    "split",
                    "--catalogue",
                    s.items(),
                    "--interactions",
                    s.file("r.csv", "user,item,rating\na,b001,5\n"),
                    "--positive",
                    "4",
                    "--protocol",
                    "A-train",
                    "--out",
                    s.at("o"))),
        of("record-refused", 1, "a bad record under --strict", Scene::strict),
        of("workspace-missing", 2, "an empty folder", s -> run("build", "-w", s.folder("e"))),
        of(
            "workspace-exists",
            2,
            "init again",
            s -> {
              s.workspace();
              return s.init("--catalogue", s.items(), "--interactions", s.met());
            }),
        of("not-built", 2, "a search too early", s -> run("search", "-w", s.workspace(), "whale")),
        of(
            "build-damaged",
            1,
            "CURRENT holds something else",
            s -> {
              Files.writeString(s.workspace().resolve("CURRENT"), "nonsense");
              return run("search", "-w", s.at("ws"), "whale");
            }),
        of(
            "build-damaged",
            1,
            "CURRENT names what is not there",
            s -> {
              Files.writeString(s.workspace().resolve("CURRENT"), "0000000001-0123456789abcdef\n");
              return run("search", "-w", s.at("ws"), "whale");
            }),
        of(
            "journal-damaged",
            1,
            "a line of the journal is changed",
            s -> {
              Files.createDirectories(s.workspace().resolve("live"));
              Files.writeString(s.at("ws").resolve("live/journal.jsonl"), "{\"a\": 1}\n{}\n");
              return run("import", "-w", s.at("ws"));
            }),
        of(
            "answers-damaged",
            1,
            "the database is something else",
            s -> {
              Files.createDirectories(s.workspace().resolve("answers"));
              Files.writeString(s.at("ws").resolve("answers/answers.db"), "x".repeat(5000));
              return run("enrich", "status", "-w", s.at("ws"));
            }),
        of("llm-missing", 2, "nobody to ask", s -> run("enrich", "-w", s.workspace(), "--dry-run")),
        of(
            "key-missing",
            2,
            "a variable that is not set",
            s -> s.llm("enrich", "kind: openai, model: a, api-key-env: LLMREC_TEST_NO_SUCH_KEY")),
        of(
            "key-in-file",
            2,
            "a key where its variable's name belongs",
            s -> s.llm("enrich", "kind: openai, model: a, api-key-env: sk-abcdefghij0123456789")),
        of(
            "python-unsuitable",
            2,
            "no Python",
            s ->
                run(
                    "tune",
                    "--samples",
                    s.file("s.jsonl", "{}\n"),
                    "--model",
                    s.folder("m"),
                    "--python",
                    s.at("no-python"),
                    "--out",
                    s.at("o"))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void itEndsInOneLineWithItsCode(Case provoked) throws IOException {
    Cli.Result result = Cli.run(provoked.trouble().in(new Scene(folder)));
    String line =
        result.err().lines().filter(l -> l.startsWith("llmrec: error [")).findFirst().orElse("");
    assertAll(
        result.toString(),
        () -> assertTrue(line.startsWith("llmrec: error [" + provoked.code() + "]: "), line),
        () -> assertTrue(line.length() > provoked.code().length() + 30, line),
        () -> assertEquals(provoked.exit(), result.code()),
        () -> assertFalse(result.err().contains("\tat ")),
        () -> assertFalse(result.err().contains("Exception")));
    ErrorCode code = ErrorCode.find(provoked.code()).orElseThrow();
    assertEquals(provoked.exit(), code.page().exit(), "as the document says");
  }

  @Test
  void theCasesAreOfManyKinds() {
    Set<String> codes = new HashSet<>();
    cases().forEach(provoked -> codes.add(provoked.code()));
    assertTrue(codes.size() >= 25, codes::toString);
  }

  @Test
  void aSecondWriterIsToldWhoTheFirstIs() throws IOException {
    Path workspace = new Scene(folder).workspace();
    try (FolderLock first =
        FolderLock.acquire(
            workspace, "test", by -> new LlmrecException(WorkspaceCode.WORKSPACE_LOCKED, by))) {
      Cli.Result second = Cli.run("import", "-w", workspace);
      assertEquals(1, second.code(), second::toString);
      assertTrue(second.err().contains("error [workspace-locked]: "), second::toString);
      assertTrue(
          second.err().contains("process " + ProcessHandle.current().pid()), second::toString);
    }
  }

  @Test
  void whoAsksForJsonGetsTheErrorInJson() throws IOException {
    Cli.Result result = Cli.run("status", "--json", "-w", new Scene(folder).folder("e"));
    JsonNode error = result.json().get("error");
    assertEquals("workspace-missing", error.get("code").textValue(), result::toString);
    assertEquals(2, error.get("exit").intValue(), result::toString);
    assertTrue(error.get("message").textValue().contains("llmrec init"), result::toString);
  }

  @Test
  void theStackTraceIsShownToWhoeverDebugs() throws IOException {
    Cli.Result result = Cli.run("status", "--debug", "-w", new Scene(folder).folder("e"));
    assertTrue(result.err().contains("\tat "), result::toString);
    assertTrue(result.err().contains("error [workspace-missing]"), result::toString);
  }

  @Test
  void whatNobodyForesawIsOneLineToo() {
    Failure failure = Failure.of(new IllegalStateException("first\nsecond"));
    assertEquals("unexpected", failure.code().id());
    assertEquals("IllegalStateException: first second", failure.sentence());
    assertEquals(
        "NullPointerException: NullPointerException",
        Failure.of(new NullPointerException()).sentence());
  }

  @Test
  void aFullHeapSaysHowLargeItWas() {
    Failure failure = Failure.of(new OutOfMemoryError("Java heap space"));
    assertEquals("heap-full", failure.code().id());
    assertTrue(
        failure.sentence().contains(Durations.size(Runtime.getRuntime().maxMemory())),
        failure::sentence);
  }

  @Test
  void aPersonAtTheTerminalIsToldWhereMoreIsSaid() {
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(new PrintWriter(new StringWriter()), new PrintWriter(err), true);
    Llmrec.run(terminal, "status", "-w", folder.toString());
    assertTrue(err.toString().contains("llmrec errors workspace-missing"), err::toString);
  }

  /** A folder to make trouble in. */
  private record Scene(Path folder) {
    Path at(String name) {
      return folder.resolve(name);
    }

    Path file(String name, String text) throws IOException {
      return Files.writeString(at(name), text, StandardCharsets.UTF_8);
    }

    Path folder(String name) throws IOException {
      return Files.createDirectories(at(name));
    }

    Path items() {
      return Cli.sample("catalogue.jsonl");
    }

    Path met() {
      return Cli.sample("interactions.csv");
    }

    Object[] init(Object... options) {
      return with(run("init", at("ws")), options);
    }

    Path workspace() {
      Cli.Result made = Cli.run(init("--catalogue", items(), "--interactions", met()));
      assertEquals(0, made.code(), made::toString);
      return at("ws");
    }

    Object[] split(Object... options) {
      return with(
          run("split", "--catalogue", items(), "--interactions", met(), "--out", at("out")),
          options);
    }

    Object[] models(Object... command) throws IOException {
      return with(run("models", "--store", folder("store")), command);
    }

    /** A folder with a file that is called as a model's. */
    Path model() throws IOException {
      file("model.onnx", "no graph");
      file("tokenizer.json", "{}");
      return folder;
    }

    /** The status of a workspace whose configuration was changed. */
    Object[] yaml(java.util.function.UnaryOperator<String> change) throws IOException {
      Path yaml = workspace().resolve("llmrec.yaml");
      Files.writeString(yaml, change.apply(Files.readString(yaml)));
      return run("status", "-w", at("ws"));
    }

    /** The least that a configuration has, and more. */
    String least(String more) {
      return "catalogue: {path: "
          + items()
          + "}\ninteractions: {path: "
          + met()
          + ", positive-from: 4}\n"
          + more
          + "\n";
    }

    Object[] llm(String command, String settings) throws IOException {
      yaml(yaml -> least("llm: {" + settings + "}"));
      return run(command, "-w", at("ws"));
    }

    Object[] strict() throws IOException {
      Path ratings = file("r.csv", "user,item,rating\na,b001,5\nb,b002,nonsense\n");
      Cli.Result made = Cli.run(init("--catalogue", items(), "--interactions", ratings));
      assertEquals(0, made.code(), made::toString);
      return run("import", "-w", at("ws"), "--strict");
    }

    private static Object[] with(Object[] first, Object... more) {
      return Stream.concat(Stream.of(first), Stream.of(more)).toArray();
    }
  }
}
