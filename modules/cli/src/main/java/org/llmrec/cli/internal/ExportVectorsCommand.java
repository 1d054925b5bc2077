package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
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
    Format chosen = format == null ? byName(file) : format;
    try (Generation generation = Generation.pinCurrent(workspace.folder())) {
      Written written = write(generation, of, file, chosen, element, terminal);
      if (json) {
        terminal.json(written);
      } else {
        written.print(terminal);
      }
    }
    return 0;
  }

  /**
   * What was written.
   *
   * @param vectors how many
   * @param dims their width
   */
  record Written(int vectors, int dims, String file) {
    void print(Terminal terminal) {
      terminal.line("  %,d vectors of %,d dimensions in %s", vectors, dims, file);
    }
  }

  /** Writes the vectors of that name. */
  static Written write(
      Generation generation,
      String name,
      Path file,
      Format format,
      Element element,
      Terminal terminal)
      throws IOException {
    try (VectorFile vectors = VectorFile.open(WorkspaceVectors.of(generation).file(name))) {
      vectors.verify();
      VectorExport.write(vectors, file, format, element, new ProgressLines(terminal));
      return new Written(vectors.size(), vectors.dims(), file.toString());
    }
  }

  private static Format byName(Path file) {
    return Endings.of(file, Format.values())
        .orElseThrow(
            () ->
                new ConfigException(
                    OptionCode.OPTION_VALUE,
                    "expected a file named .npy, .jsonl or .parquet, or --format; found " + file));
  }
}
