package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.data.inspect.Inspection;
import org.llmrec.data.inspect.Inspector;
import org.llmrec.data.record.Encoding;
import org.llmrec.data.record.Format;
import org.llmrec.data.record.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The first stage of a build; or a look at a file before there is anything to build. */
@Command(
    name = "import",
    description = {
      "Reads catalogue and interactions; refuses and counts bad records. With --inspect it looks at",
      "a file instead, needs no workspace and writes nothing: what the file is, how it would be",
      "read, what would be refused, and the llmrec init line that takes it."
    })
final class ImportCommand extends BuildingCommand {
  private static final int LOOKED_AT = 10_000;

  @Option(
      names = "--inspect",
      paramLabel = "FILE",
      description = "Look at this file, or at the files of this folder of a data set.")
  private Path inspected;

  @Option(
      names = "--as",
      paramLabel = "KIND",
      description = "With --inspect: catalogue or interactions, where that is not found out.")
  private String kind;

  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "" + LOOKED_AT,
      description = "With --inspect: how many records to look at (${DEFAULT-VALUE}).")
  private int records;

  @Mixin private FormatOptions written;

  @Override
  String only() {
    return "import";
  }

  @Override
  public Integer call() throws IOException {
    if (inspected == null) {
      if (kind != null
          || written.format() != Format.AUTO
          || written.encoding() != Encoding.AUTO
          || !written.map().isEmpty()) {
        throw new ConfigException(
            OptionCode.OPTION_MISSING,
            "expected --as, --format, --encoding and --map together with --inspect FILE; what a"
                + " build imports, and how, is in llmrec.yaml");
      }
      return super.call();
    }
    if (records < 1) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE, "--records: expected 1 or more, found " + records);
    }
    Inspector inspector =
        new Inspector(written.format(), written.encoding(), written.map(), records);
    List<Inspection> found = new ArrayList<>();
    for (Kind each : kinds()) {
      Path file = written.format().file(inspected, each);
      found.add(inspector.look(file, declared(each)));
    }
    InspectionLines lines = new InspectionLines(inspected, inspector, found);
    if (json) {
      terminal.json(lines.json());
    } else {
      lines.print(terminal);
    }
    return 0;
  }

  private List<Kind> kinds() {
    if (kind != null) {
      return List.of(Kind.parse(kind));
    }
    boolean both = Files.isDirectory(inspected) && written.format() != Format.TREC;
    return both ? List.of(Kind.values()) : List.of(Kind.CATALOGUE);
  }

  private Optional<Kind> declared(Kind each) {
    return kind != null || Files.isDirectory(inspected) ? Optional.of(each) : Optional.empty();
  }
}
