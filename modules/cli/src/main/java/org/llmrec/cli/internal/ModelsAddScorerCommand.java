package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.encode.pair.Activation;
import org.llmrec.encode.pair.ScorerManifest;
import org.llmrec.encode.store.ScorerAdder;
import org.llmrec.encode.store.ScorerFacts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** A cross-encoder of the user's own. */
@Command(
    name = "add-scorer",
    description = {
      "Copies a cross-encoder of yours into the store, for search --rerank NAME: a folder with",
      "model.onnx (or one other *.onnx, there or in onnx/) and tokenizer.json. Tries the model",
      "before it is kept."
    })
final class ModelsAddScorerCommand extends TerminalCommand {
  @ParentCommand private ModelsCommand models;

  @Parameters(paramLabel = "FOLDER", description = "Where the model lies; left as it is.")
  private Path folder;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What to call it (default: as the folder is called).")
  private String name;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "Word pieces that it reads of a pair.")
  private Integer maxTokens;

  @Option(
      names = "--output",
      paramLabel = "NAME",
      description = "The graph's output (default: logits, or the only one).")
  private String output;

  @Option(
      names = "--columns",
      paramLabel = "N",
      description = "How many numbers there are for a pair (default: as the graph says).")
  private Integer columns;

  @Option(
      names = "--column",
      paramLabel = "N",
      description = "Which of them is the score, from 0 (default: the last).")
  private Integer column;

  @Option(
      names = "--activation",
      paramLabel = "KIND",
      description = "none, sigmoid or softmax (default: none).")
  private String activation;

  @Option(
      names = "--query-prefix",
      paramLabel = "TEXT",
      description = "What it wants before a query, with the blank.")
  private String queryPrefix;

  @Option(
      names = "--text-prefix",
      paramLabel = "TEXT",
      description = "What it wants before an item's text, with the blank.")
  private String textPrefix;

  @Option(names = "--licence", paramLabel = "SPDX", description = "Its licence, such as MIT.")
  private String licence;

  @Option(
      names = "--onnx",
      paramLabel = "FILE",
      description = "Which of the folder's *.onnx, by its path from there.")
  private String onnx;

  @Option(names = "--replace", description = "Take the place of another model of that name.")
  private boolean replace;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    ScorerFacts facts =
        new ScorerFacts(
            Optional.ofNullable(name),
            number(maxTokens),
            Optional.ofNullable(output),
            number(columns),
            number(column),
            Optional.ofNullable(activation).map(ModelsAddScorerCommand::activation),
            Optional.ofNullable(queryPrefix),
            Optional.ofNullable(textPrefix),
            Optional.ofNullable(licence),
            Optional.ofNullable(onnx));
    ScorerManifest added = new ScorerAdder(models.store()).add(folder, facts, replace);
    if (json) {
      terminal.json(added);
    } else {
      terminal.line("  %s is now in %s", added.name(), models.store().place(added.name()));
      terminal.note("next: llmrec search ... --rerank %s", added.name());
    }
    return 0;
  }

  private static Activation activation(String label) {
    try {
      return Activation.of(label);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(OptionCode.OPTION_VALUE, "--activation: " + e.getMessage(), e);
    }
  }

  private static OptionalInt number(Integer given) {
    return given == null ? OptionalInt.empty() : OptionalInt.of(given);
  }
}
