package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.llmrec.core.generation.Generation;
import org.llmrec.core.vector.Element;
import org.llmrec.encode.export.Format;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes both towers. */
@Command(
    name = "towers",
    description = {
      "Writes what the towers say of every item and every person they were trained on, so that",
      "another system can search with them: the inner product of two rows is the score."
    })
final class ExportTowersCommand extends TerminalCommand {
  @Mixin private WorkspaceOption workspace;

  @Parameters(
      paramLabel = "DIR",
      description = "The folder to write items and users into; made when absent.")
  private Path folder;

  @Option(
      names = "--format",
      defaultValue = "npy",
      description = "npy, jsonl or parquet (default: npy).")
  private Format format;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Files.createDirectories(folder);
    List<ExportVectorsCommand.Written> written = new ArrayList<>();
    try (Generation generation = Generation.pinCurrent(workspace.folder())) {
      for (String name : List.of("items", "users")) {
        Path file = folder.resolve(name + "." + format.name().toLowerCase(Locale.ROOT));
        written.add(
            ExportVectorsCommand.write(generation, name, file, format, Element.FLOAT32, terminal));
      }
    }
    if (json) {
      terminal.json(written);
    } else {
      written.forEach(each -> each.print(terminal));
    }
    return 0;
  }
}
