package org.llmrec.llm.embedded;

import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.llmrec.llm.Capability;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.LanguageModelContract;
import org.llmrec.llm.SmallModel;

/** What every model has to do, over a real one. */
@Tag("full")
class LlamaContractTest extends LanguageModelContract {

  @Override
  protected LanguageModel open() {
    return EmbeddedModel.open(
        EmbeddedOptions.of(SmallModel.gguf()).threads(2).context(512).parallel(2));
  }

  @Override
  protected Set<Capability> expected() {
    return EnumSet.of(Capability.JSON_SCHEMA, Capability.SEED, Capability.ANSWER_SCORES);
  }

  @Override
  protected OptionalLong calls() {
    return OptionalLong.empty();
  }
}
