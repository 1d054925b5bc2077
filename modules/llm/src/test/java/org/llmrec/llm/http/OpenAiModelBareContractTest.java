package org.llmrec.llm.http;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.llmrec.llm.Capability;
import org.llmrec.llm.FakeServer;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.LanguageModelContract;

/** A model behind a server that chats and has nothing else. */
class OpenAiModelBareContractTest extends LanguageModelContract {
  private final FakeServer server = FakeServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  protected LanguageModel open() {
    return OpenAiModel.open(
        OpenAiOptions.of("fake", URI.create(server.url()), Optional.empty())
            .capabilities(Set.of()));
  }

  @Override
  protected Set<Capability> expected() {
    return Set.of();
  }

  @Override
  protected OptionalLong calls() {
    return OptionalLong.of(server.callCount());
  }
}
