package org.llmrec.cli.internal;

import picocli.CommandLine.Command;

@Command(name = "export")
final class EnrichExportCommand extends TerminalCommand {
  @Override
  public Integer call() {
    return 0;
  }
}
