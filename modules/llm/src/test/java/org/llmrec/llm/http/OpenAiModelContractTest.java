package org.llmrec.llm.http;

import java.net.URI;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.llmrec.llm.Capability;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.FakeCall;
import org.llmrec.llm.FakeReply;
import org.llmrec.llm.FakeServer;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.LanguageModelContract;

/** A model behind a server with everything that the protocol has. */
class OpenAiModelContractTest extends LanguageModelContract {
  private final FakeServer server = FakeServer.start().answering(OpenAiModelContractTest::answer);

  @AfterEach
  void stop() {
    server.close();
  }

  private static FakeReply answer(FakeCall call) {
    if (call.body().path("logprobs").asBoolean()) {
      return FakeReply.ok("yes").top(Map.of("yes", -0.2, " no", -2.0, "Maybe", -3.0));
    }
    return call.format().isEmpty()
        ? FakeReply.ok("echo: " + call.question())
        : FakeReply.ok("{\"word\": \"strange\"}");
  }

  @Override
  protected LanguageModel open() {
    OpenAiOptions options =
        OpenAiOptions.of("fake", URI.create(server.url()), Optional.empty())
            .capabilities(expected());
    return OpenAiModel.open(options);
  }

  @Override
  protected Set<Capability> expected() {
    Set<Capability> all = EnumSet.allOf(Capability.class);
    all.remove(Capability.ANSWER_SCORES);
    return all;
  }

  @Override
  protected OptionalLong calls() {
    return OptionalLong.of(server.callCount());
  }

  @Override
  protected Optional<String> expectedText(CompletionRequest request) {
    return Optional.of("echo: " + request.messages().getLast().content());
  }

  @Override
  protected Optional<Hanging> hanging() {
    CountDownLatch asked = new CountDownLatch(1);
    server.answering(
        call -> {
          asked.countDown();
          return FakeReply.hang();
        });
    return Optional.of(new Hanging(open(), asked));
  }
}
