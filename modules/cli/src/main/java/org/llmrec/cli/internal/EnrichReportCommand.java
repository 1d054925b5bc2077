package org.llmrec.cli.internal;

import picocli.CommandLine.Command;

@Command(name = "report")
final class EnrichReportCommand extends TerminalCommand {
  @Override
  public Integer call() {
    return 0;
  }
}
