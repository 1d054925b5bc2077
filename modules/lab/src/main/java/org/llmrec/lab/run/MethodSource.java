package org.llmrec.lab.run;

import java.util.Map;
import java.util.Optional;
import org.llmrec.data.protocol.ProtocolSplit;
import org.llmrec.lab.arm.TextArm;
import org.llmrec.lab.experiment.LlmSpec;
import org.llmrec.lab.experiment.ModelSpec;
import org.llmrec.lab.rerank.RerankedMethods;
import org.llmrec.lab.search.SearchMethods;
import org.llmrec.lab.stage.StageMethods;
import org.llmrec.train.method.Method;
import org.llmrec.train.method.Methods;
import org.llmrec.train.method.Settings;

/** Makes the models' methods. Thread-safe; close it when no fit runs any more. */
final class MethodSource implements AutoCloseable {
  private final Arms arms;
  private final SearchMethods search;
  private final StageMethods stages = new StageMethods();
  private final Llm llm;
  private final RerankedMethods reranked;

  /** With the texts that search methods index, and the language model that reranks. */
  MethodSource(Arms arms, Optional<LlmSpec> llm) {
    this.arms = arms;
    this.llm = new Llm(llm);
    this.reranked = new RerankedMethods(this.llm.called(), this.llm::model);
    this.search = new SearchMethods(arms::encoder);
  }

  /**
   * The model's method with these settings.
   *
   * @param split whose items a search method indexes
   * @throws org.llmrec.core.error.ConfigException if a setting is unknown or out of range, or there
   *     are no such texts
   */
  Method of(ModelSpec.Fitted model, Map<String, Object> settings, ProtocolSplit split) {
    if (StageMethods.NAMES.contains(model.method())) {
      return stages.factories().get(model.method()).create(Settings.of(model.method(), settings));
    }
    if (model.method().equals(RerankedMethods.NAME)) {
      return reranked.of(settings, arms.texts(model.text().orElseThrow(), split).texts());
    }
    if (!SearchMethods.NAMES.contains(model.method())) {
      return Methods.of(model.method(), settings);
    }
    TextArm arm = model.text().orElseThrow();
    return search
        .of(arms.texts(arm, split).texts())
        .get(model.method())
        .create(Settings.of(model.method(), settings));
  }

  @Override
  public void close() {
    stages.closeIdle();
    llm.close();
  }
}
