package org.llmrec.cli.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exit codes and the sentences that go with them, before anything is built. */
class CommandLineTest {
  @TempDir Path folder;

  @Test
  void helpNamesEveryCommand() {
    Cli.Result help = Cli.run("--help");
    assertEquals(0, help.code(), help::toString);
    for (String command :
        new String[] {
          "init",
          "build",
          "import",
          "answers",
          "encode",
          "train",
          "rank",
          "index",
          "status",
          "recommend",
          "search",
          "similar",
          "demo",
          "doctor",
          "models",
          "split",
          "export"
        }) {
      assertTrue(help.out().contains("  " + command), () -> command + " is missing\n" + help);
    }
  }

  @Test
  void anUnknownCommandIsUsage() {
    assertEquals(2, Cli.run("biuld").code());
  }

  @Test
  void aFolderThatIsNoWorkspaceIsNamedWithWhatToDo() {
    Cli.Result result = Cli.run("build", "-w", folder);
    assertEquals(2, result.code(), result::toString);
    assertTrue(result.err().contains(folder.toString()), result::toString);
    assertTrue(result.err().contains("llmrec init"), result::toString);
    assertFalse(result.err().contains("\tat "), result::toString);
  }

  @Test
  void anUnknownKeyIsNamedWithTheNearestKnownOne() throws IOException {
    Path workspace = sample();
    Path yaml = workspace.resolve("llmrec.yaml");
    Files.writeString(yaml, Files.readString(yaml).replace("encoder:", "encodr:"));
    Cli.Result result = Cli.run("status", "-w", workspace);
    assertEquals(2, result.code(), result::toString);
    assertTrue(result.err().contains("encodr"), result::toString);
    assertTrue(result.err().contains("encoder"), result::toString);
    assertTrue(result.err().contains("llmrec.yaml"), result::toString);
  }

  @Test
  void aMissingInputIsNamed() {
    Path absent = folder.resolve("absent.jsonl");
    Cli.Result result =
        Cli.run(
            "init",
            folder.resolve("ws"),
            "--catalogue",
            absent,
            "--interactions",
            Cli.sample("interactions.csv"));
    assertEquals(2, result.code(), result::toString);
    assertTrue(result.err().contains(absent.toString()), result::toString);
    assertFalse(Files.exists(folder.resolve("ws").resolve("llmrec.yaml")));
  }

  @Test
  void anUnknownFieldOfMapIsRefused() {
    Cli.Result result =
        Cli.run(
            "init",
            folder.resolve("ws"),
            "--catalogue",
            Cli.sample("catalogue.jsonl"),
            "--interactions",
            Cli.sample("interactions.csv"),
            "--map",
            "titel=name");
    assertEquals(2, result.code(), result::toString);
    assertTrue(result.err().contains("'title'"), result::toString);
  }

  @Test
  void initDoesNotOverwriteUnasked() {
    sample();
    Cli.Result again = init();
    assertEquals(2, again.code(), again::toString);
  }

  @Test
  void statusOfAFreshWorkspaceSaysThatNothingIsBuilt() {
    Cli.Result status = Cli.run("status", "-w", sample());
    assertEquals(0, status.code(), status::toString);
    assertTrue(status.out().contains("nothing is published yet"), status::toString);
    assertTrue(status.out().contains("import"), status::toString);
  }

  @Test
  void askingAnUnbuiltWorkspaceSaysWhatToDo() {
    Cli.Result result = Cli.run("search", "-w", sample(), "whales");
    assertTrue(result.code() != 0, result::toString);
    assertTrue(result.err().contains("llmrec build"), result::toString);
  }

  private Path sample() {
    Cli.Result init = init();
    assertEquals(0, init.code(), init::toString);
    return folder.resolve("ws");
  }

  private Cli.Result init() {
    return Cli.run(
        "init",
        folder.resolve("ws"),
        "--catalogue",
        Cli.sample("catalogue.jsonl"),
        "--interactions",
        Cli.sample("interactions.csv"));
  }
}
