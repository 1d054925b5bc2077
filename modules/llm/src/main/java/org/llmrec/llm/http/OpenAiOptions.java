package org.llmrec.llm.http;

import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LanguageModelCode;
import org.llmrec.core.error.OptionCode;
import org.llmrec.llm.Capability;

/**
 * Which server to ask, for which model.
 *
 * @param model what the server calls it
 * @param baseUrl up to and with {@code /v1}; https, or http
 * @param apiKeyEnv the name of the environment variable that holds the key; empty for a server that
 *     wants none
 * @param timeout for one attempt, from connecting to the last byte
 * @param maxResponseBytes of an answer, and of a line of a batch's results; reading is given up
 *     beyond
 * @param capabilities that the server has
 * @param allowInsecure whether a key may be sent over plain http to another machine
 */
public record OpenAiOptions(
    String model,
    URI baseUrl,
    Optional<String> apiKeyEnv,
    Duration timeout,
    int maxResponseBytes,
    Set<Capability> capabilities,
    boolean allowInsecure) {
  /** OpenAI's own. */
  public static final URI OPENAI = URI.create("https://api.openai.com/v1");

  /** OpenAI's own variable, used for its own server where none is named. */
  static final String OPENAI_KEY = "OPENAI_API_KEY";

  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
  private static final Pattern LITERAL_KEY =
      Pattern.compile("(?i)(sk|pk|rk|gsk|hf|xai|key|aiza)[_A-Za-z0-9]{16,}");
  private static final int MIN_RESPONSE = 1 << 10;
  private static final int MAX_RESPONSE = 1 << 30;

  /**
   * Checks each of them, and copies the set.
   *
   * @throws ConfigException naming the key under {@code llm} that is wrong
   */
  public OpenAiOptions {
    Objects.requireNonNull(baseUrl, "baseUrl");
    if (model.isBlank()) {
      throw new ConfigException(
          OptionCode.OPTION_MISSING, "llm.model: expected the name of a model, found nothing");
    }
    checkUrl(baseUrl);
    apiKeyEnv.ifPresent(OpenAiOptions::checkName);
    if (timeout.isZero() || timeout.isNegative()) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE, "llm.timeout-seconds: expected 1 or more, found " + timeout);
    }
    if (maxResponseBytes < MIN_RESPONSE || maxResponseBytes > MAX_RESPONSE) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE,
          "llm.max-response-bytes: expected "
              + MIN_RESPONSE
              + " to "
              + MAX_RESPONSE
              + ", found "
              + maxResponseBytes);
    }
    capabilities = Set.copyOf(capabilities);
    if (capabilities.contains(Capability.ANSWER_SCORES)) {
      throw new ConfigException(
          LanguageModelCode.CAPABILITY_MISSING,
          "llm.capabilities: answer-scores is not to be had over this protocol, which shows the"
              + " first token's alternatives only; leave it out");
    }
    if (apiKeyEnv.isPresent() && !allowInsecure && isPlain(baseUrl) && !isLoopback(baseUrl)) {
      throw new ConfigException(
          OptionCode.ADDRESS_INSECURE,
          "llm.base-url: expected https for a server that gets a key, found http to "
              + baseUrl.getHost()
              + "; anybody on the way could read the key. Use https, or say llm.allow-insecure:"
              + " true");
    }
  }

  /** A model of OpenAI's, with the key of OPENAI_API_KEY. */
  public static OpenAiOptions openAi(String model) {
    return of(model, OPENAI, Optional.of(OPENAI_KEY));
  }

  /** With two minutes, 4 MiB and the capabilities that most servers have. */
  public static OpenAiOptions of(String model, URI baseUrl, Optional<String> apiKeyEnv) {
    return new OpenAiOptions(
        model,
        baseUrl,
        apiKeyEnv,
        Duration.ofMinutes(2),
        4 << 20,
        defaultCapabilities(baseUrl),
        false);
  }

  /** With another time for one attempt. */
  public OpenAiOptions timeout(Duration value) {
    return new OpenAiOptions(
        model, baseUrl, apiKeyEnv, value, maxResponseBytes, capabilities, allowInsecure);
  }

  /** With another limit of an answer. */
  public OpenAiOptions maxResponseBytes(int value) {
    return new OpenAiOptions(
        model, baseUrl, apiKeyEnv, timeout, value, capabilities, allowInsecure);
  }

  /** With other capabilities. */
  public OpenAiOptions capabilities(Set<Capability> value) {
    return new OpenAiOptions(
        model, baseUrl, apiKeyEnv, timeout, maxResponseBytes, value, allowInsecure);
  }

  /** With permission to send the key over plain http, or without. */
  public OpenAiOptions allowInsecure(boolean value) {
    return new OpenAiOptions(
        model, baseUrl, apiKeyEnv, timeout, maxResponseBytes, capabilities, value);
  }

  /** Batches are OpenAI's alone; the rest most servers have. */
  static Set<Capability> defaultCapabilities(URI baseUrl) {
    Set<Capability> declared =
        EnumSet.of(Capability.JSON_SCHEMA, Capability.SEED, Capability.FIRST_TOKEN_SCORES);
    if (isOpenAi(baseUrl)) {
      declared.add(Capability.BATCH);
    }
    return declared;
  }

  static boolean isOpenAi(URI url) {
    return OPENAI.getHost().equalsIgnoreCase(url.getHost());
  }

  private static boolean isPlain(URI url) {
    return url.getScheme().equalsIgnoreCase("http");
  }

  private static boolean isLoopback(URI url) {
    String host = url.getHost().toLowerCase(Locale.ROOT);
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.matches("127(\\.\\d{1,3}){3}")
        || host.equals("[::1]");
  }

  /** Never shows the URL: what makes it wrong may be a key. */
  private static void checkUrl(URI url) {
    boolean web =
        "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
    if (!web || url.getHost() == null) {
      throw new ConfigException(
          OptionCode.ADDRESS_INVALID,
          "llm.base-url: expected an address such as "
              + OPENAI
              + " or http://localhost:11434/v1, found another");
    }
    if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new ConfigException(
          OptionCode.ADDRESS_INVALID,
          "llm.base-url: expected an address alone, found one with a user, a query or a fragment; a"
              + " key belongs into an environment variable, whose name llm.api-key-env says");
    }
  }

  private static void checkName(String name) {
    if (!VARIABLE.matcher(name).matches() || LITERAL_KEY.matcher(name).matches()) {
      throw new ConfigException(
          LanguageModelCode.KEY_IN_FILE,
          "llm.api-key-env: expected the name of an environment variable, such as "
              + OPENAI_KEY
              + ", found what looks like a key itself; keys never stand in a file: export it under"
              + " a name, and withdraw it if the file was shared");
    }
  }
}
