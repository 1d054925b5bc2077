package org.llmrec.cli.internal;

import java.io.IOException;
import java.util.Map;
import org.llmrec.pipeline.foreign.ImportedRanker;
import picocli.CommandLine.Command;

/** Goes back to our own rankers. */
@Command(
    name = "remove",
    description = "Takes the imported ranker out; our own put everything in order again.")
final class RankerRemoveCommand extends RankerWorkspace.Alone {
  @Override
  public Integer call() throws IOException {
    boolean removed = ImportedRanker.remove(folder());
    if (json) {
      terminal.json(Map.of("removed", removed));
    } else {
      terminal.line(
          removed ? "  our own rankers put everything in order" : "  there was no imported ranker");
    }
    return 0;
  }
}
