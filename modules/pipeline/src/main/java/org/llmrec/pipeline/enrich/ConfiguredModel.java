package org.llmrec.pipeline.enrich;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LanguageModelCode;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.LanguageModels;
import org.llmrec.llm.guard.GuardedModel;
import org.llmrec.llm.price.Price;
import org.llmrec.pipeline.config.LlmConfig;
import org.llmrec.pipeline.config.WorkspaceConfig;
import org.llmrec.pipeline.internal.AskedPrompts;
import org.llmrec.pipeline.internal.EnrichFolder;

/**
 * The language model that {@code llmrec.yaml} names, with retries and limits, and what it costs.
 *
 * @param model to be closed with this
 * @param price absent where nobody knows it
 */
public record ConfiguredModel(LanguageModel model, Optional<Price> price) implements AutoCloseable {

  /**
   * Opens it.
   *
   * @param folder of the workspace
   * @throws ConfigException if the configuration names no model or a wrong one
   * @throws IOException if the workspace's prices cannot be read
   */
  public static ConfiguredModel open(WorkspaceConfig config, Path folder) throws IOException {
    LlmConfig llm = config.llm().orElseThrow(AskedPrompts::noModel);
    Optional<Price> price = Terms.price(llm, new EnrichFolder(folder));
    return new ConfiguredModel(GuardedModel.around(bare(llm), llm.guard()), price);
  }

  /** Without retries. What was paid for is filed under the name that the configuration gives. */
  static LanguageModel bare(LlmConfig llm) {
    LanguageModel model = LanguageModels.open(llm.settings());
    if (!model.info().id().equals(llm.modelId())) {
      String id = model.info().id();
      model.close();
      throw new ConfigException(
          LanguageModelCode.LLM_SETUP,
          "expected a model that is called '"
              + llm.modelId()
              + "', found that it calls itself '"
              + id
              + "'; write  model: "
              + id
              + "  in llmrec.yaml");
    }
    return model;
  }

  @Override
  public void close() {
    model.close();
  }
}
