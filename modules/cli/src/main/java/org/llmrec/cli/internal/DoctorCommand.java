package org.llmrec.cli.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.llmrec.cli.internal.HealthCheck.Finding;
import org.llmrec.cli.internal.HealthCheck.State;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks at everything that a build or a service will need, and says what is wrong. */
@Command(
    name = "doctor",
    description = "Checks Java, memory, disk, native libraries, the encoder and a workspace.")
final class DoctorCommand extends TerminalCommand {
  @Option(
      names = {"-w", "--workspace"},
      paramLabel = "DIR",
      description = "Also check this workspace, every byte of what it serves.")
  private Path workspace;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Override
  public Integer call() {
    List<Finding> findings = HealthCheck.all(workspace);
    if (json) {
      terminal.json(Map.of("findings", findings));
    } else {
      for (Finding finding : findings) {
        terminal.line("  %-4s  %-16s %s", finding.state(), finding.what(), finding.text());
      }
    }
    return findings.stream().anyMatch(f -> f.state() == State.FAIL) ? 1 : 0;
  }
}
