package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.llmrec.encode.store.ModelAdder;
import org.llmrec.encode.store.ModelFacts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** A model of the user's own. */
@Command(
    name = "add",
    description = {
      "Copies a model of yours into the store: a folder with model.onnx (or one other *.onnx, there",
      "or in onnx/, or --onnx) and tokenizer.json. Takes what it can from the files that Hugging Face exports",
      "carry beside them, says what it took from where, and tries the model before it is kept."
    })
final class ModelsAddCommand extends TerminalCommand {
  @ParentCommand private ModelsCommand models;

  @Parameters(paramLabel = "FOLDER", description = "Where the model lies; left as it is.")
  private Path folder;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What to call it (default: as the folder is called).")
  private String name;

  @Option(
      names = "--onnx",
      paramLabel = "FILE",
      description =
          "Which of its ONNX files to take, such as onnx/model_quantized.onnx (default: model.onnx,"
              + " or the only one).")
  private String onnx;

  @Mixin private ModelFactsOptions facts;

  @Option(names = "--replace", description = "Take the place of another model of that name.")
  private boolean replace;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    ModelFacts given = facts.facts(name);
    ModelFacts all = onnx == null ? given : given.withOnnx(onnx);
    AddedLines.print(terminal, new ModelAdder(models.store()).add(folder, all, replace), json);
    return 0;
  }
}
