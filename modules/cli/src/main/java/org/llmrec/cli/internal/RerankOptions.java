package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.EncoderCode;
import org.llmrec.encode.store.ModelStore;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether and by what model the best few are reranked. */
final class RerankOptions {
  /** How a file of llama.cpp is told from a folder. */
  static final String GGUF = ".gguf";

  private static final String OWN = "llm";

  @Option(
      names = "--rerank",
      paramLabel = "MODEL",
      description = {
        "Put the best few into a better order: by a cross-encoder in the store (its name) or in a",
        "folder with scorer.json, by the language model of llmrec.yaml (llm), or by FILE.gguf."
      })
  private String model;

  @Option(
      names = "--rerank-top",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many of them (${DEFAULT-VALUE}).")
  private int top;

  @Mixin private StrategyOptions strategy;

  int top() {
    return top;
  }

  /**
   * The reranker, or null if none is asked for. A name goes before a folder of that name: {@code
   * ./NAME} is the folder.
   *
   * @param workspace whose language model may be asked
   * @throws ConfigException if there is no such model
   */
  OpenReranker open(Path workspace) throws IOException {
    if (model == null) {
      return null;
    }
    if (model.equals(OWN)) {
      return OpenReranker.ofWorkspace(workspace, strategy);
    }
    if (model.endsWith(GGUF)) {
      return OpenReranker.ofGguf(Path.of(model), strategy);
    }
    ModelStore store = ModelStore.standard();
    Path folder = store.findScorer(model).orElse(Path.of(model));
    if (!Files.isDirectory(folder)) {
      throw new ConfigException(
          EncoderCode.MODEL_ABSENT,
          "--rerank: expected a pair scorer in the store "
              + store.folder()
              + " or a model folder with scorer.json, found \""
              + model
              + "\"");
    }
    return OpenReranker.crossEncoder(folder);
  }
}
