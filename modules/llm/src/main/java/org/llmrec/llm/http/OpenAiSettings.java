package org.llmrec.llm.http;

import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.llm.Capability;
import org.llmrec.llm.ModelSettings;

/** Reads the options from the section {@code llm} of a configuration. */
final class OpenAiSettings {
  static final List<String> KEYS =
      List.of(
          "base-url",
          "api-key-env",
          "timeout-seconds",
          "max-response-bytes",
          "capabilities",
          "allow-insecure");

  private OpenAiSettings() {}

  static OpenAiOptions read(ModelSettings settings) {
    URI url = settings.setting("base-url").map(OpenAiSettings::url).orElse(OpenAiOptions.OPENAI);
    Optional<String> key = settings.setting("api-key-env").map(String::strip);
    if (key.isEmpty() && OpenAiOptions.isOpenAi(url)) {
      key = Optional.of(OpenAiOptions.OPENAI_KEY);
    }
    OpenAiOptions defaults = OpenAiOptions.of(settings.model().strip(), url, Optional.empty());
    return new OpenAiOptions(
        defaults.model(),
        url,
        key,
        Duration.ofSeconds(
            settings.integer("timeout-seconds", (int) defaults.timeout().toSeconds())),
        settings.integer("max-response-bytes", defaults.maxResponseBytes()),
        settings
            .setting("capabilities")
            .map(OpenAiSettings::capabilities)
            .orElse(defaults.capabilities()),
        settings.setting("allow-insecure").map(OpenAiSettings::yes).orElse(false));
  }

  private static URI url(String text) {
    String trimmed = text.strip();
    while (trimmed.endsWith("/")) {
      trimmed = trimmed.substring(0, trimmed.length() - 1);
    }
    try {
      return URI.create(trimmed);
    } catch (IllegalArgumentException e) {
      // Without the cause, whose message shows the text, which may hold a key.
      throw new ConfigException(
          OptionCode.ADDRESS_INVALID,
          "llm.base-url: expected an address such as "
              + OpenAiOptions.OPENAI
              + ", found what is none");
    }
  }

  private static Set<Capability> capabilities(String text) {
    Set<Capability> declared = EnumSet.noneOf(Capability.class);
    for (String name : text.strip().split("\\s*,\\s*", -1)) {
      if (name.isEmpty()) {
        continue;
      }
      try {
        declared.add(Capability.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')));
      } catch (IllegalArgumentException e) {
        throw new ConfigException(
            OptionCode.NAME_UNKNOWN,
            "llm.capabilities: expected some of json-schema, seed, first-token-scores, batch, found"
                + " \""
                + name
                + "\"",
            e);
      }
    }
    return declared;
  }

  private static boolean yes(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new ConfigException(
              OptionCode.OPTION_VALUE,
              "llm.allow-insecure: expected true or false, found \"" + text + "\"");
    };
  }
}
