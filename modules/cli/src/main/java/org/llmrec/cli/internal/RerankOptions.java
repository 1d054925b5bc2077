package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.llmrec.core.error.ConfigException;
import org.llmrec.encode.EncoderOptions;
import org.llmrec.encode.pair.OnnxPairScorer;
import org.llmrec.encode.pair.PairScorer;
import org.llmrec.encode.store.ModelStore;
import picocli.CommandLine.Option;

/** Whether and by what model the best few are reranked. */
final class RerankOptions {
  @Option(
      names = "--rerank",
      paramLabel = "NAME|FOLDER",
      description =
          "Put the best few into a better order with a cross-encoder: one in the store, or a model"
              + " folder with scorer.json.")
  private String model;

  @Option(
      names = "--rerank-top",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many of them (${DEFAULT-VALUE}).")
  private int top;

  int top() {
    return top;
  }

  /**
   * The model, or null if none is asked for. A name goes before a folder of that name: {@code
   * ./NAME} is the folder.
   *
   * @throws ConfigException if there is no such model
   */
  PairScorer open() throws IOException {
    if (model == null) {
      return null;
    }
    ModelStore store = ModelStore.standard();
    Path folder = store.findScorer(model).orElse(Path.of(model));
    if (!Files.isDirectory(folder)) {
      throw new ConfigException(
          "--rerank: expected a pair scorer in the store "
              + store.folder()
              + " or a model folder with scorer.json, found \""
              + model
              + "\"");
    }
    return OnnxPairScorer.open(folder, EncoderOptions.defaults());
  }
}
