package org.llmrec.llm;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

/**
 * Which model to open, as a configuration says it.
 *
 * @param kind which provider: {@code openai} (any server with that protocol), {@code embedded},
 *     {@code langchain4j}, {@code recorded}
 * @param model what the provider calls the model
 * @param settings what else the provider knows, by its keys, such as {@code base-url}
 * @param folder that relative paths in the settings start from
 */
public record ModelSettings(String kind, String model, Map<String, String> settings, Path folder) {
  /** Copies the map. */
  public ModelSettings {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(folder, "folder");
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
  }

  /** One of the settings. */
  public Optional<String> setting(String key) {
    return Optional.ofNullable(settings.get(key));
  }

  /** A whole number among the settings, or the fallback. */
  public int integer(String key, int fallback) {
    String text = settings.get(key);
    if (text == null) {
      return fallback;
    }
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new ConfigException(
          OptionCode.OPTION_VALUE,
          "llm." + key + ": expected a whole number, found \"" + text + "\"",
          e);
    }
  }
}
