package org.llmrec.llm.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.llmrec.core.Deadline;
import org.llmrec.core.error.ConfigException;
import org.llmrec.llm.Capability;
import org.llmrec.llm.Completion;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.JsonSchema;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.ModelInfo;
import org.llmrec.llm.ScoreRequest;
import org.llmrec.llm.Scores;
import org.llmrec.llm.Usage;
import org.llmrec.llm.batch.BatchEndpoint;

/**
 * A model behind a server with OpenAI's protocol. Makes one attempt a call and never waits to try
 * again: that is the guard's part. Thread-safe, for any number of calls at once.
 */
public final class OpenAiModel implements LanguageModel {
  private static final String CHAT = "/chat/completions";

  private final OpenAiOptions options;
  private final ModelInfo info;
  private final Transport transport;
  private final Dialect dialect;
  private final Optional<BatchEndpoint> batch;

  private OpenAiModel(OpenAiOptions options, ApiKey key) {
    this.options = options;
    this.info = new ModelInfo(options.model(), options.capabilities(), 0);
    this.transport = new Transport(options, key);
    this.dialect = new Dialect(options.model());
    this.batch =
        info.can(Capability.BATCH)
            ? Optional.of(new OpenAiBatches(options, transport, dialect))
            : Optional.empty();
  }

  /**
   * Makes ready to ask, without asking.
   *
   * @throws ConfigException if the key's variable is not set
   */
  public static OpenAiModel open(OpenAiOptions options) {
    return open(options, System::getenv);
  }

  /**
   * The same with another environment.
   *
   * @param environment gives a variable's value, or null
   */
  public static OpenAiModel open(OpenAiOptions options, UnaryOperator<String> environment) {
    return new OpenAiModel(options, ApiKey.from(options.apiKeyEnv(), environment));
  }

  @Override
  public ModelInfo info() {
    return info;
  }

  /**
   * {@inheritDoc}
   *
   * <p>A server that does not take a JSON schema is asked for any JSON object, and one that does
   * not take that either for nothing but what the messages say; what it takes is remembered for
   * that schema as long as this model is open. The refused requests are not billed.
   */
  @Override
  public Completion complete(CompletionRequest request) throws InterruptedException {
    checkCapabilities(info, request);
    Stake stake = Stake.of(request.messages());
    Answered answered =
        chat(form -> dialect.write(request, form), request.schema(), request.deadline(), stake);
    return answered.answer().completion(answered.time());
  }

  /**
   * {@inheritDoc}
   *
   * <p>Scores are of the kind {@link Scores.Kind#FIRST_TOKEN}: one token is asked for, with the 20
   * most probable alternatives. A token's text without blanks around it stands for the answer that
   * begins with it, the longest such token counts, and tokens that differ in blanks only are added
   * up. Upper and lower case are different.
   *
   * @throws ConfigException if one answer begins with another, or two share their first token
   */
  @Override
  public Scores score(ScoreRequest request) throws InterruptedException {
    info.require(Capability.FIRST_TOKEN_SCORES, "scores of answers");
    FirstTokens.check(request.answers());
    Answered answered =
        chat(
            form -> dialect.write(request, form),
            Optional.empty(),
            request.deadline(),
            Stake.of(request.messages()));
    FirstTokens tokens = FirstTokens.read(answered.answer().choice());
    Usage usage = answered.answer().usage();
    if (tokens.isEmpty()) {
      throw transport
          .failures()
          .useless(
              ModelException.Kind.BAD_REQUEST,
              "expected log-probabilities, found none; leave first-token-scores out of"
                  + " llm.capabilities for this server",
              usage);
    }
    List<OptionalDouble> scores = tokens.score(request.answers());
    if (scores.stream().allMatch(OptionalDouble::isEmpty)) {
      throw transport
          .failures()
          .useless(
              ModelException.Kind.BAD_REQUEST,
              "expected one of the answers among the first tokens that the server shows, found"
                  + " none; say in the prompt which answers there are",
              usage);
    }
    return new Scores(
        scores, Scores.Kind.FIRST_TOKEN, usage, answered.time(), answered.answer().model());
  }

  @Override
  public Optional<BatchEndpoint> batch() {
    return batch;
  }

  @Override
  public void close() {
    transport.close();
  }

  /** What it is and where; never the key. */
  @Override
  public String toString() {
    return "OpenAiModel[" + options.model() + " at " + options.baseUrl() + "]";
  }

  static void checkCapabilities(ModelInfo info, CompletionRequest request) {
    if (request.schema().isPresent()) {
      info.require(Capability.JSON_SCHEMA, "an answer by a schema");
    }
    if (request.sampling().seed().isPresent()) {
      info.require(Capability.SEED, "a seed");
    }
  }

  private record Answered(ChatAnswer answer, Duration time) {}

  private Answered chat(
      Function<Dialect.Form, ObjectNode> body,
      Optional<JsonSchema> schema,
      Deadline deadline,
      Stake stake)
      throws InterruptedException {
    while (true) {
      Dialect.Form form = dialect.form(schema);
      Transport.Incoming incoming =
          transport.send(transport.json("POST", CHAT, body.apply(form), deadline, stake));
      if (incoming.status() == 200) {
        JsonNode root = transport.tree(incoming, stake);
        ChatAnswer answer = ChatAnswer.read(root, options.model(), transport.failures(), stake);
        return new Answered(answer, incoming.time());
      }
      ServerMessage said = transport.failures().said(incoming.body(), stake.request());
      // Ends: every lesson is a step down from the form asked with, and there are few.
      if (!dialect.learn(form, schema, incoming.status(), said)) {
        throw transport.failures().status(incoming.status(), incoming.headers(), said, stake);
      }
    }
  }
}
