package org.llmrec.llm.http;

import java.net.http.HttpRequest;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LanguageModelCode;

/** A key, or none. The one place that holds it; shows it to nobody but the server. */
final class ApiKey {
  /** So many letters of a key in a row are taken out of what a server says. */
  private static final int RUN = 6;

  /** Shorter ones are no secret, but what servers without keys are given. */
  private static final int SECRET = 4;

  /** What keys look like, for servers that show half of one, or another one. */
  private static final Pattern KEY_LIKE = Pattern.compile("\\b(sk|gsk|hf)[-_][A-Za-z0-9*._-]{4,}");

  private final String secret;

  private ApiKey(String secret) {
    this.secret = secret;
  }

  /**
   * From the environment.
   *
   * @throws ConfigException if the variable is not set, or holds what cannot be a key
   */
  static ApiKey from(Optional<String> variable, UnaryOperator<String> environment) {
    if (variable.isEmpty()) {
      return new ApiKey("");
    }
    String value = environment.apply(variable.get());
    if (value == null || value.isBlank()) {
      // Names are capitals by custom; anything else may be a key that was put in the wrong place.
      String name =
          variable.get().matches("[A-Z0-9_]+") ? variable.get() : "that llm.api-key-env names";
      throw new ConfigException(
          LanguageModelCode.KEY_MISSING,
          "llm.api-key-env: expected a key in the environment variable "
              + name
              + ", found none; export it in the shell that starts this");
    }
    String secret = value.strip();
    if (!secret.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new ConfigException(
          LanguageModelCode.KEY_MISSING,
          "llm.api-key-env: expected a key of letters, digits and signs in the environment variable,"
              + " found one with blanks or other characters");
    }
    return new ApiKey(secret);
  }

  void authorise(HttpRequest.Builder request) {
    if (!secret.isEmpty()) {
      request.header("Authorization", "Bearer " + secret);
    }
  }

  /** The text without the key, or any longer part of it. */
  String redact(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    int from = 0;
    while (from < text.length()) {
      int run = Runs.length(text, from, secret);
      if (secret.length() >= SECRET && run >= Math.min(RUN, secret.length())) {
        clean.append("***");
        from += run;
      } else {
        clean.append(text.charAt(from++));
      }
    }
    return KEY_LIKE.matcher(clean).replaceAll("***");
  }

  @Override
  public String toString() {
    return secret.isEmpty() ? "no key" : "a key";
  }
}
