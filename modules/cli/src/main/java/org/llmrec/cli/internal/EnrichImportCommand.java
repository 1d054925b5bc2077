package org.llmrec.cli.internal;

import picocli.CommandLine.Command;

@Command(name = "import")
final class EnrichImportCommand extends TerminalCommand {
  @Override
  public Integer call() {
    return 0;
  }
}
