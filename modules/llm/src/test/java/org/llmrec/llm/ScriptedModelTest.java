package org.llmrec.llm;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** The model that other tests rely on is a model. */
class ScriptedModelTest extends LanguageModelContract {
  private final AtomicLong calls = new AtomicLong();

  @Override
  protected LanguageModel open() {
    return new ScriptedModel(
        (call, messages) -> {
          calls.incrementAndGet();
          return "about: " + messages.getLast().content();
        });
  }

  @Override
  protected Set<Capability> expected() {
    return ScriptedModel.INFO.capabilities();
  }

  @Override
  protected OptionalLong calls() {
    return OptionalLong.of(calls.get());
  }

  @Override
  protected Optional<String> expectedText(CompletionRequest request) {
    return Optional.of("about: " + request.messages().getLast().content());
  }
}
