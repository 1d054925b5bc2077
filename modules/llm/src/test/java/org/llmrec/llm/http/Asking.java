package org.llmrec.llm.http;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.FakeReply;
import org.llmrec.llm.FakeServer;
import org.llmrec.llm.ModelException;

/** A misbehaving server, a model that asks it, and a key that must not show. */
final class Asking implements AutoCloseable {
  static final String KEY = "sk-test-1234567890abcdefghij";
  static final String QUESTION = "Describe the film 'Alien', please, in one sentence.";
  static final CompletionRequest REQUEST = CompletionRequest.of(QUESTION, 16);

  final FakeServer server = FakeServer.start();

  OpenAiOptions options() {
    return OpenAiOptions.of("fake", URI.create(server.url()), Optional.of("FAKE_KEY"));
  }

  static UnaryOperator<String> environment() {
    return name -> name.equals("FAKE_KEY") ? KEY : null;
  }

  OpenAiModel open() {
    return OpenAiModel.open(options(), environment());
  }

  OpenAiModel openWith(Duration timeout) {
    return OpenAiModel.open(options().timeout(timeout), environment());
  }

  /** What the model says of a reply that is no good. */
  ModelException failure(FakeReply reply) {
    server.script(reply);
    try (OpenAiModel model = open()) {
      return assertThrows(ModelException.class, () -> model.complete(REQUEST));
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
