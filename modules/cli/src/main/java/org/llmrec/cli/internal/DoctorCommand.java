package org.llmrec.cli.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.llmrec.cli.internal.doctor.Finding;
import org.llmrec.cli.internal.doctor.HealthCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks at everything that a build or a service will need, and says what is wrong. */
@Command(
    name = "doctor",
    description = {
      "Checks Java and its options, disks, native libraries, models and a workspace, and says what",
      "to do about each that is not right. Ends with 1 where something fails."
    })
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
        String code = finding.code().map(id -> " [" + id + "]").orElse("");
        terminal.line("  %-4s  %-16s %s%s", finding.state(), finding.what(), finding.text(), code);
        finding.advice().ifPresent(advice -> terminal.line("%-25s%s", "", advice));
      }
    }
    return findings.stream().anyMatch(f -> f.state() == Finding.State.FAIL) ? 1 : 0;
  }
}
