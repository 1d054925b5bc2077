package org.llmrec.llm.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.llmrec.llm.Capability;
import org.llmrec.llm.CompletionRequest;
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

  @Test
  void answersAreTheSameWhateverIsAskedBeside() throws Exception {
    try (LanguageModel model = open()) {
      List<String> alone = new ArrayList<>();
      for (CompletionRequest request : requests()) {
        alone.add(model.complete(request).text());
      }
      // Two contexts that computed at once spoilt about one answer in five.
      for (int round = 0; round < 3; round++) {
        List<FutureTask<String>> together = new ArrayList<>();
        for (CompletionRequest request : requests()) {
          FutureTask<String> task = new FutureTask<>(() -> model.complete(request).text());
          Thread.ofVirtual().start(task);
          together.add(task);
        }
        for (int i = 0; i < alone.size(); i++) {
          assertEquals(alone.get(i), together.get(i).get(), "question " + i);
        }
      }
    }
  }
}
