package org.llmrec.cli.internal;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import org.llmrec.pipeline.Workspace;
import org.llmrec.pipeline.forget.Forgetting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes items and people out of a workspace for good. */
@Command(
    name = "forget",
    description = {
      "Takes items and people out of a workspace for good: what is kept between builds at once,",
      "everything else with the next build. Your own files stay as they are; records of these ids",
      "are passed over from now on."
    })
final class ForgetCommand extends TerminalCommand {
  @Mixin private WorkspaceOption workspace;

  @Option(names = "--item", paramLabel = "ID", description = "An item. May be repeated.")
  private List<String> items = List.of();

  @Option(names = "--user", paramLabel = "ID", description = "A person. May be repeated.")
  private List<String> users = List.of();

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Forgetting.Result done =
        Forgetting.run(
            Workspace.open(workspace.folder()),
            new LinkedHashSet<>(items),
            new LinkedHashSet<>(users));
    if (json) {
      terminal.json(done);
      return 0;
    }
    terminal.line(
        "  %,d answers and %,d changes of live items are gone; %,d ids are to be forgotten",
        done.answers(), done.liveChanges(), done.ids());
    if (done.cachedVectors() > 0) {
      terminal.line("  %,d vectors are gone from the shared cache", done.cachedVectors());
    }
    if (!done.unknown().isEmpty()) {
      terminal.line(
          "  known to nothing that was imported, and noted all the same: %s",
          String.join(", ", done.unknown()));
    }
    terminal.note("what is published still has them until: llmrec build -w %s", workspace.folder());
    return 0;
  }
}
