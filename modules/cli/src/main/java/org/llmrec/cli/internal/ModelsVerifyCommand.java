package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.llmrec.encode.EncoderModels;
import org.llmrec.encode.store.ModelCheck;
import org.llmrec.encode.store.ModelStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Whether what lies there is what was pinned. */
@Command(
    name = "verify",
    description = {
      "Compares sizes and hashes of models' files with their manifests. Without names: all that are",
      "in the store or on the class path."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all are as they should be", "1:a file is damaged", "2:no such model"})
final class ModelsVerifyCommand extends TerminalCommand {
  @ParentCommand private ModelsCommand models;

  @Parameters(paramLabel = "NAME|FOLDER", description = "Models, or model folders.")
  private List<String> which = List.of();

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    List<ModelCheck> checks = new ArrayList<>();
    for (String one : which) {
      check(one, checks);
    }
    if (which.isEmpty()) {
      for (String name : all()) {
        check(name, checks);
      }
    }
    if (json) {
      terminal.json(Map.of("models", checks));
    } else {
      print(checks);
    }
    return checks.stream().allMatch(ModelCheck::sound) ? 0 : 1;
  }

  private List<String> all() throws IOException {
    List<String> names = new ArrayList<>(models.store().names());
    names.addAll(models.store().scorers());
    for (String name : EncoderModels.names()) {
      if (!names.contains(name) && EncoderModels.onClasspath(name)) {
        names.add(name);
      }
    }
    return names;
  }

  /** A name goes before a folder of that name: {@code ./NAME} is the folder. */
  private void check(String one, List<ModelCheck> checks) throws IOException {
    ModelStore store = models.store();
    Optional<Path> here = store.find(one).or(() -> store.findScorer(one));
    boolean carried = EncoderModels.names().contains(one) && EncoderModels.onClasspath(one);
    if (here.isPresent()) {
      checks.add(ModelCheck.folder(here.get()));
    }
    if (carried) {
      checks.add(ModelCheck.classPath(one));
    }
    if (here.isEmpty() && !carried) {
      if (!Files.isDirectory(Path.of(one))) {
        throw store.absent(one);
      }
      checks.add(ModelCheck.folder(Path.of(one)));
    }
  }

  private void print(List<ModelCheck> checks) {
    for (ModelCheck check : checks) {
      terminal.line(
          "  %-8s %s (%s)", check.sound() ? "ok" : "DAMAGED", check.name(), check.where());
      for (ModelCheck.Damage damage : check.damages()) {
        terminal.line(
            "           %s: expected %s, found %s",
            damage.file(), damage.expected(), damage.found());
      }
    }
    if (checks.isEmpty()) {
      terminal.note("there is no model here; llmrec models list shows what could be");
    }
  }
}
