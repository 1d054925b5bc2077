package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.generation.Generation;
import org.llmrec.core.vector.Element;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.encode.export.Format;
import org.llmrec.encode.export.VectorExport;
import org.llmrec.pipeline.WorkspaceVectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes vectors. */
@Command(
    name = "vectors",
    description = {
      "Writes the vectors of one field, or the ranker's, from what was built last: as a NumPy array,",
      "JSON Lines or Parquet."
    })
final class ExportVectorsCommand extends TerminalCommand {
  @Mixin private WorkspaceOption workspace;

  @Parameters(
      paramLabel = "FILE",
      description = "The file to write; .npy, .jsonl or .parquet says in which format.")
  private Path file;

  @Option(
      names = "--of",
      paramLabel = "NAME",
      defaultValue = "description",
      description = {
        "The field, such as description or rec-tag, or items or users for the ranker's",
        "(default: description)."
      })
  private String of;

  @Option(
      names = "--format",
      description = "npy, jsonl or parquet, where the file's name does not say.")
  private Format format;

  @Option(
      names = "--element",
      defaultValue = "float32",
      description = "float32, float16 or int8; the latter two for npy only (default: float32).")
  private Element element;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Format chosen = format == null ? byName() : format;
    try (Generation generation = Generation.pinCurrent(workspace.folder());
        VectorFile vectors = VectorFile.open(WorkspaceVectors.of(generation).file(of))) {
      vectors.verify();
      VectorExport.write(vectors, file, chosen, element, new ProgressLines(terminal));
      if (json) {
        terminal.json(
            Map.of("vectors", vectors.size(), "dims", vectors.dims(), "file", file.toString()));
      } else {
        terminal.line(
            "  %,d vectors of %,d dimensions in %s", vectors.size(), vectors.dims(), file);
      }
    }
    return 0;
  }

  private Format byName() {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    Optional<Format> found =
        Arrays.stream(Format.values())
            .filter(each -> name.endsWith("." + each.name().toLowerCase(Locale.ROOT)))
            .findFirst();
    return found.orElseThrow(
        () ->
            new ConfigException(
                "expected a file named .npy, .jsonl or .parquet, or --format; found " + file));
  }
}
