package org.llmrec.llm.guard;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.llmrec.llm.Capability;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.FakeReply;
import org.llmrec.llm.FakeServer;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.LanguageModelContract;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.ModelException.Billed;
import org.llmrec.llm.ModelException.Kind;
import org.llmrec.llm.ScriptedModel;
import org.llmrec.llm.Usage;
import org.llmrec.llm.http.OpenAiModel;
import org.llmrec.llm.http.OpenAiOptions;

/** A guarded model is a model, with limits and failures in its way too. */
class GuardedModelContractTest extends LanguageModelContract {
  private final AtomicLong calls = new AtomicLong();
  private FakeServer server;
  private final Set<String> asked = ConcurrentHashMap.newKeySet();

  @Override
  protected LanguageModel open() {
    return GuardedModel.around(
        new ScriptedModel(
            (call, messages) -> {
              calls.incrementAndGet();
              String question = messages.getLast().content();
              if (asked.add(question)) {
                throw new ModelException(
                    Kind.SERVER,
                    "scripted-1: not the first time",
                    Billed.NO,
                    Optional.of(Duration.ofMillis(1)),
                    Usage.NONE,
                    null);
              }
              return "about: " + question;
            }),
        new GuardOptions(
            5,
            Duration.ofMillis(1),
            Duration.ofMillis(10),
            Duration.ofMinutes(1),
            0,
            20,
            60_000,
            1_000_000,
            20,
            Duration.ofSeconds(30),
            Duration.ZERO));
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

  /** The real client, whose server does not answer. */
  @Override
  protected Optional<Hanging> hanging() {
    CountDownLatch asked = new CountDownLatch(1);
    server =
        FakeServer.start()
            .answering(
                call -> {
                  asked.countDown();
                  return FakeReply.hang();
                });
    OpenAiModel client =
        OpenAiModel.open(OpenAiOptions.of("m-1", URI.create(server.url()), Optional.empty()));
    return Optional.of(new Hanging(GuardedModel.around(client, GuardOptions.defaults()), asked));
  }

  @AfterEach
  void close() {
    if (server != null) {
      server.close();
    }
  }
}
