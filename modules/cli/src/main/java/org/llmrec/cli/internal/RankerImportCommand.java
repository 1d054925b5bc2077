package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.llmrec.pipeline.foreign.ImportedRanker;
import org.llmrec.rank.foreign.ForeignSchema;
import org.llmrec.rank.foreign.Use;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a ranker in. */
@Command(
    name = "import",
    description = {
      "Checks a ranker, tries it out and copies it into the workspace. From then on it puts what",
      "is recommended, and where its schema says so what is searched for, in order."
    })
final class RankerImportCommand extends RankerWorkspace {
  @Parameters(index = "0", paramLabel = "RANKER.onnx", description = "The graph.")
  private Path onnx;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "WORKSPACE",
      description = "The same as -w WORKSPACE.")
  private Path last;

  @Option(
      names = "--schema",
      required = true,
      paramLabel = "SCHEMA.yaml",
      description = "What each input of the graph is fed with.")
  private Path schema;

  @Override
  Path last() {
    return last;
  }

  @Override
  public Integer call() throws IOException {
    ForeignSchema imported = ImportedRanker.add(folder(), onnx, schema);
    if (json) {
      terminal.json(imported);
    } else {
      terminal.line("  %s", line(imported));
      terminal.note("llmrec ranker remove takes it out again");
    }
    return 0;
  }

  /** What it does, in a sentence. */
  static String line(ForeignSchema imported) {
    return "requests to "
        + imported.uses().stream().map(Use::label).collect(Collectors.joining(" and "))
        + " are ranked by "
        + imported.name()
        + ", which was imported";
  }
}
