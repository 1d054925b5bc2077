package org.llmrec.cli.internal;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.llmrec.core.Progress;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.recommender.Recommender;
import org.llmrec.recommender.Request;
import org.llmrec.recommender.Response;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks the same for many people, on all processors, and writes the answers in their order. */
abstract class EverybodyCommand extends TerminalCommand {
  /** Answers that are held at a time. */
  private static final int TOGETHER = 512;

  @Mixin private WorkspaceOption workspace;

  @Parameters(paramLabel = "FILE", description = "The file to write.")
  private Path file;

  @Mixin private PeopleOption people;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  /** What is written of a person's answer, with the ends of the lines. */
  @FunctionalInterface
  interface Lines {
    String of(String person, Response response);
  }

  /** How answers are written, by the file's name where that says it. */
  abstract Lines lines(Path target);

  /** What the file begins with; may be empty. */
  String head(Path target) {
    return "";
  }

  /** What to ask for one person. */
  abstract Request request(String person);

  /** What a person is told at the end, without the file. */
  abstract String written(int count);

  @Override
  public Integer call() throws IOException {
    Lines lines = lines(file);
    List<String> ids = people.ids(workspace.folder());
    try (Recommender recommender = Recommender.open(workspace.folder());
        Progress.Task task = new ProgressLines(terminal).start("ask", ids.size(), "people")) {
      AtomicFiles.write(
          file,
          out -> {
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            writer.write(head(file));
            for (int from = 0; from < ids.size(); from += TOGETHER) {
              List<String> some = ids.subList(from, Math.min(ids.size(), from + TOGETHER));
              for (String each : ask(recommender, some, lines, task)) {
                writer.write(each);
              }
            }
            writer.flush();
          });
    }
    if (json) {
      terminal.json(Map.of("people", ids.size(), "file", file.toString()));
    } else {
      terminal.line("  %s in %s", written(ids.size()), file);
    }
    return 0;
  }

  private List<String> ask(
      Recommender recommender, List<String> some, Lines lines, Progress.Task task) {
    return some.parallelStream()
        .map(
            person -> {
              Response response = recommender.recommend(request(person));
              task.advance(1);
              return lines.of(person, response);
            })
        .toList();
  }
}
