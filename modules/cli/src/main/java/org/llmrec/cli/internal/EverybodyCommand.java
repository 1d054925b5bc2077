package org.llmrec.cli.internal;

import java.io.IOException;
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

  /** How answers are written, by the file's name where that says it. */
  abstract Sheet.Form form(Path target);

  /** What to ask for one person. */
  abstract Request request(String person);

  /** What a person is told at the end, without the file. */
  abstract String written(int count);

  @Override
  public Integer call() throws IOException {
    Sheet.Form form = form(file);
    List<String> ids = people.ids(workspace.folder());
    try (Recommender recommender = Recommender.open(workspace.folder());
        Progress.Task task = new ProgressLines(terminal).start("ask", ids.size(), "people")) {
      AtomicFiles.write(
          file,
          out -> {
            Sheet sheet = form.on(out);
            for (int from = 0; from < ids.size(); from += TOGETHER) {
              List<String> some = ids.subList(from, Math.min(ids.size(), from + TOGETHER));
              List<Response> responses = ask(recommender, some, task);
              for (int i = 0; i < some.size(); i++) {
                sheet.add(some.get(i), responses.get(i));
              }
            }
            sheet.end();
          });
    }
    if (json) {
      terminal.json(Map.of("people", ids.size(), "file", file.toString()));
    } else {
      terminal.line("  %s in %s", written(ids.size()), file);
    }
    return 0;
  }

  private List<Response> ask(Recommender recommender, List<String> some, Progress.Task task) {
    return some.parallelStream()
        .map(
            person -> {
              Response response = recommender.recommend(request(person));
              task.advance(1);
              return response;
            })
        .toList();
  }
}
