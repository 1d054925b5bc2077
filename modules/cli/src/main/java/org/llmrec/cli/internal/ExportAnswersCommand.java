package org.llmrec.cli.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.llmrec.core.generation.Generation;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.json.Json;
import org.llmrec.core.parquet.ParquetColumn;
import org.llmrec.core.parquet.ParquetWriter;
import org.llmrec.pipeline.WorkspaceAnswers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the answers that serve. */
@Command(
    name = "answers",
    description = {
      "Writes the answers of language models that what was built last goes by, as JSON Lines that",
      "`enrich import` reads, or, in a file named .parquet, as a row each. Those that the next build would use: `llmrec enrich export`."
    })
final class ExportAnswersCommand extends TerminalCommand {
  private static final List<ParquetColumn> COLUMNS =
      List.of(
          ParquetColumn.of("item", ParquetColumn.Type.TEXT),
          ParquetColumn.of("prompt", ParquetColumn.Type.TEXT),
          ParquetColumn.optional("version", ParquetColumn.Type.WHOLE),
          ParquetColumn.of("answer", ParquetColumn.Type.TEXT),
          ParquetColumn.optional("model", ParquetColumn.Type.TEXT),
          ParquetColumn.optional("date", ParquetColumn.Type.TEXT),
          ParquetColumn.optional("neighbours", ParquetColumn.Type.TEXT),
          ParquetColumn.optional("graph", ParquetColumn.Type.TEXT));

  @Mixin private WorkspaceOption workspace;

  @Parameters(paramLabel = "FILE", description = "The file to write.")
  private Path file;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    try (Generation generation = Generation.pinCurrent(workspace.folder())) {
      Path answers = WorkspaceAnswers.file(generation);
      AtomicFiles.write(
          file,
          out -> {
            if (Endings.isParquet(file)) {
              parquet(answers, out);
            } else {
              Files.copy(answers, out);
            }
          });
      long count;
      try (Stream<String> lines = Files.lines(answers)) {
        count = lines.count();
      }
      if (json) {
        terminal.json(Map.of("answers", count, "file", file.toString()));
      } else {
        terminal.line("  %,d answers in %s", count, file);
      }
    }
    return 0;
  }

  /** An answer a row; the items that a prompt showed stand side by side. */
  private static void parquet(Path answers, OutputStream out) throws IOException {
    ParquetWriter writer = new ParquetWriter(out, "answers", COLUMNS);
    try (Stream<String> lines = Files.lines(answers)) {
      for (String line : (Iterable<String>) lines::iterator) {
        JsonNode answer = Json.mapper().readTree(line);
        for (ParquetColumn column : COLUMNS) {
          JsonNode value = answer.path(column.name());
          if (value.isMissingNode() || value.isNull()) {
            writer.missing();
          } else if (column.type() == ParquetColumn.Type.WHOLE) {
            writer.whole(value.asInt());
          } else {
            writer.text(value.isValueNode() ? value.asText() : value.toString());
          }
        }
      }
    }
    writer.end();
  }
}
