package org.llmrec.cli.internal;

import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which workspace a command about its ranker is about: named last, or as everywhere with -w. */
abstract class RankerWorkspace extends TerminalCommand {
  @Mixin private WorkspaceOption workspace;

  @Option(names = "--json", description = "Answer in JSON.")
  boolean json;

  /** Null where none stands last. */
  abstract Path last();

  Path folder() {
    return last() == null ? workspace.folder() : WorkspaceOption.checked(last());
  }

  /** The commands that take nothing but a workspace. */
  abstract static class Alone extends RankerWorkspace {
    @Parameters(arity = "0..1", paramLabel = "WORKSPACE", description = "The same as -w WORKSPACE.")
    private Path last;

    @Override
    Path last() {
      return last;
    }
  }
}
