package org.llmrec.cli.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.ErrorCode;
import org.llmrec.core.error.OptionCode;
import org.llmrec.data.record.Nearest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Explains errors. */
@Command(
    name = "errors",
    description = "Explains an error by its code, or lists all codes; needs no network.")
final class ErrorsCommand extends TerminalCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "CODE",
      description = "The word in brackets, such as workspace-locked.")
  private String id;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Option(names = "--markdown", description = "Write docs/errors.md, all codes with their pages.")
  private boolean markdown;

  @Override
  public Integer call() {
    if (markdown) {
      terminal.out().print(ErrorPages.markdown());
      return 0;
    }
    List<ErrorCode> codes = id == null ? ErrorCode.all() : List.of(code());
    if (json) {
      terminal.json(Map.of("errors", codes.stream().map(ErrorsCommand::view).toList()));
    } else if (id != null) {
      ErrorPages.lines(codes.getFirst()).forEach(line -> terminal.line("%s", line));
    } else {
      Table table = new Table("code", ">exit", "what it says");
      codes.forEach(code -> table.row(code.id(), "" + code.page().exit(), code.page().title()));
      table.print(terminal);
    }
    return 0;
  }

  private ErrorCode code() {
    String word = id.replace("[", "").replace("]", "");
    List<String> known = ErrorCode.all().stream().map(ErrorCode::id).toList();
    return ErrorCode.find(word)
        .orElseThrow(
            () ->
                new ConfigException(
                    OptionCode.NAME_UNKNOWN,
                    "expected the code of an error, found '"
                        + id
                        + "'"
                        + Nearest.hint(word, known)
                        + "; llmrec errors lists them"));
  }

  private static Map<String, Object> view(ErrorCode code) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("code", code.id());
    view.put("topic", code.topic());
    view.put("exit", code.page().exit());
    view.put("title", code.page().title());
    view.put("meaning", code.page().meaning());
    view.put("advice", code.page().advice());
    return view;
  }
}
