package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.pipeline.Build;
import org.llmrec.pipeline.Workspace;
import org.llmrec.pipeline.WorkspaceStatus;
import org.llmrec.pipeline.build.BuildOptions;
import org.llmrec.pipeline.config.InitOptions;
import org.llmrec.pipeline.config.WorkspaceInit;
import org.llmrec.recommender.Recommender;
import org.llmrec.recommender.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The main job on our own sample, told as it goes. */
@Command(
    name = "demo",
    description = {
      "Builds a workspace from the sample in data/sample and asks it a few things.",
      "No network, no key, no server."
    })
final class DemoCommand extends TerminalCommand {
  private static final String READER = "sim-0007";

  /** Whose engagement the sample's answers saw: none of the readers here, says its README. */
  private static final String ANOTHER_POPULATION =
      "ec07554d9a39e9939704189627727b93441a3bdb51e7ba4d4da19da3431ebb13";

  private static final String QUERY = "a lonely creature made by science";

  @Option(
      names = {"-w", "--workspace"},
      paramLabel = "DIR",
      description = "Where to build (default: target/demo beside the program).")
  private Path workspace;

  @Option(names = "--fresh", description = "Build anew, even where a demo stands already.")
  private boolean fresh;

  @Override
  public Integer call() throws IOException {
    Path home = Path.of(System.getProperty("llmrec.home", "."));
    Path sample = home.resolve("data").resolve("sample");
    if (!Files.isDirectory(sample)) {
      throw new ConfigException(
          DataCode.FILE_MISSING, "expected the sample in " + sample + ", found nothing there");
    }
    Path folder = workspace == null ? home.resolve("target").resolve("demo") : workspace;
    build(sample, folder);
    ask(folder);
    return 0;
  }

  private void build(Path sample, Path folder) throws IOException {
    terminal.line("1. A workspace from 100 public-domain books, recorded answers of a language");
    terminal.line("   model, and the ratings of 400 simulated readers: %s", folder);
    terminal.line("");
    terminal.out().flush();
    if (fresh || !Files.exists(folder.resolve("llmrec.yaml"))) {
      WorkspaceInit.run(
          folder,
          InitOptions.of(sample.resolve("catalogue.jsonl"), sample.resolve("interactions.csv"))
              .answers(List.of(sample.resolve("answers.jsonl")))
              .independentGraphs(Set.of(ANOTHER_POPULATION))
              .overwrite(true));
    }
    Build.run(
        Workspace.open(folder),
        BuildOptions.defaults()
            .progress(new ProgressLines(terminal))
            .listener(new BuildLines(terminal)));
    terminal.line("");
    Training.of(WorkspaceStatus.of(folder)).ifPresent(training -> training.print(terminal));
  }

  private void ask(Path folder) throws IOException {
    try (Recommender recommender = Recommender.open(folder)) {
      terminal.line("");
      terminal.line("2. What should reader %s read next?", READER);
      ResponseLines.print(terminal, recommender.recommend(Request.forUser(READER).k(5)), false);
      terminal.line("");
      terminal.line("3. Somebody unknown liked Frankenstein and The Time Machine. And then?");
      ResponseLines.print(
          terminal, recommender.recommend(Request.forHistory("b001", "b011").k(5)), false);
      terminal.line("");
      terminal.line("4. A search: \"%s\"", QUERY);
      ResponseLines.print(terminal, recommender.recommend(Request.forQuery(QUERY).k(5)), false);
      terminal.line("");
      terminal.line("5. The same search by reader %s, and what every stage said:", READER);
      ResponseLines.print(
          terminal, recommender.recommend(Request.forUser(READER).query(QUERY).k(3)), true);
    }
    terminal.line("");
    terminal.line("Try next:");
    terminal.line("  ./llmrec similar -w %s b001", folder);
    terminal.line("  ./llmrec recommend -w %s --history b011,b026 --category Adventure", folder);
    terminal.line("  ./llmrec search -w %s \"sea voyage\" --explain", folder);
    terminal.line("  ./llmrec status -w %s", folder);
    terminal.line("  ./llmrec init ws --catalogue items.jsonl --interactions ratings.csv");
  }
}
