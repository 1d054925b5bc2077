package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.encode.EncoderOptions;
import org.llmrec.encode.pair.OnnxPairScorer;
import org.llmrec.encode.pair.PairScorer;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.LanguageModels;
import org.llmrec.llm.ModelSettings;
import org.llmrec.llm.price.Price;
import org.llmrec.pipeline.Workspace;
import org.llmrec.pipeline.enrich.ConfiguredModel;
import org.llmrec.rerank.CrossEncoderReranker;
import org.llmrec.rerank.RerankRequest;
import org.llmrec.rerank.Reranker;
import org.llmrec.rerank.Reranking;
import org.llmrec.rerank.family.DryRun;

/** A reranker with the model that it asks, and the last of its answers. */
final class OpenReranker implements AutoCloseable, Reranker {
  private final Reranker reranker;
  private final LanguageModel model;
  private final Plan plan;
  private final Closing closing;
  private Reranking last;

  private OpenReranker(Reranker reranker, LanguageModel model, Plan plan, Closing closing) {
    this.reranker = reranker;
    this.model = model;
    this.plan = plan;
    this.closing = closing;
  }

  /** What a request would ask. */
  private interface Plan {
    DryRun of(RerankRequest request) throws IOException;
  }

  /** Lets go of the model. */
  private interface Closing {
    void run() throws IOException;
  }

  /** A cross-encoder in a folder. */
  static OpenReranker crossEncoder(Path folder) throws IOException {
    PairScorer scorer = OnnxPairScorer.open(folder, EncoderOptions.defaults());
    return new OpenReranker(
        new CrossEncoderReranker(scorer),
        null,
        request -> {
          throw new ConfigException(
              OptionCode.OPTION_CONFLICT, "expected a language model, found a cross-encoder");
        },
        scorer::close);
  }

  /** The language model of a workspace. */
  static OpenReranker ofWorkspace(Path folder, StrategyOptions options) throws IOException {
    ConfiguredModel configured = ConfiguredModel.open(Workspace.open(folder).config(), folder);
    return of(configured.model(), configured.price().orElse(null), options);
  }

  /** A language model in a file. */
  static OpenReranker ofGguf(Path file, StrategyOptions options) throws IOException {
    String name = file.getFileName().toString();
    ModelSettings settings =
        new ModelSettings(
            "embedded",
            name.substring(0, name.length() - RerankOptions.GGUF.length()),
            Map.of("file", file.toAbsolutePath().toString()),
            Path.of("."));
    return of(LanguageModels.open(settings), Price.FREE, options);
  }

  private static OpenReranker of(LanguageModel model, Price price, StrategyOptions options)
      throws IOException {
    try {
      return new OpenReranker(
          options.reranker(model, price),
          model,
          request -> options.dryRun(model, price, request),
          () -> {
            // What was paid for is kept, whatever becomes of the model.
            try (model) {
              options.save();
            }
          });
    } catch (IOException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** What a request would ask of a language model. */
  DryRun dryRun(RerankRequest request) throws IOException {
    return plan.of(request);
  }

  /** The language model; null of a cross-encoder. */
  LanguageModel model() {
    return model;
  }

  /** The last answer; null before the first. */
  Reranking last() {
    return last;
  }

  @Override
  public boolean takes(RerankRequest.Aim aim) {
    return reranker.takes(aim);
  }

  @Override
  public Reranking rerank(RerankRequest request) {
    last = reranker.rerank(request);
    return last;
  }

  @Override
  public void close() throws IOException {
    closing.run();
  }
}
