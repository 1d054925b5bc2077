package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.encode.Device;
import org.llmrec.encode.EncoderModels;
import org.llmrec.encode.graph.HalfModels;
import org.llmrec.encode.store.ModelStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** A model in float16. */
@Command(
    name = "halve",
    description = {
      "Makes a model in float16 of one in float32: half the size, for GPUs. Compares the vectors of",
      "both, says how near they are, and puts the new model into the store under a name of its own.",
      "A processor computes it slower than the model it is made of."
    })
final class ModelsHalveCommand extends TerminalCommand {
  @ParentCommand private ModelsCommand models;

  @Parameters(paramLabel = "NAME|FOLDER", description = "A model, or a model folder.")
  private String which;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      required = true,
      description = "What to call the new model.")
  private String name;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "Where to compute the new model for the comparison (default: cpu).")
  private String device = "cpu";

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    ModelStore store = models.store();
    Path target = store.place(name);
    Device on = Device.parse(device);
    Optional<Path> here = store.find(which);
    HalfModels.Converted converted;
    if (here.isPresent()) {
      converted = HalfModels.convert(here.get(), target, name, on);
    } else if (EncoderModels.names().contains(which)) {
      Path copy = Files.createTempDirectory("llmrec-model");
      try {
        store.provide(which, copy.resolve(which));
        converted = HalfModels.convert(copy.resolve(which), target, name, on);
      } finally {
        AtomicFiles.deleteTree(copy);
      }
    } else if (Files.isDirectory(Path.of(which))) {
      converted = HalfModels.convert(Path.of(which), target, name, on);
    } else {
      throw store.absent(which);
    }
    if (json) {
      terminal.json(converted);
    } else {
      terminal.line(
          "  %s is now in %s; the least cosine to the vectors of %s is %.7f",
          name, target, which, converted.cosine());
      terminal.note("next, in llmrec.yaml: encoder: {model: %s, device: prefer cuda}", name);
    }
    return 0;
  }
}
