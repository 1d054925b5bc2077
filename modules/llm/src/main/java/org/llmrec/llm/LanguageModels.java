package org.llmrec.llm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LanguageModelCode;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.OptionCode;

/** Opens language models by their settings, with the providers that are on the class path. */
public final class LanguageModels {
  private LanguageModels() {}

  /** The kinds that can be opened here, in alphabetical order. */
  public static List<String> kinds() {
    return providers().stream().map(LanguageModelProvider::kind).sorted().toList();
  }

  /**
   * The keys that a kind knows.
   *
   * @throws ConfigException if nobody opens that kind
   */
  public static List<String> settings(String kind) {
    return provider(kind).settings();
  }

  /**
   * What a kind needs of this machine beside the class path, found to be here, in words.
   *
   * @throws ConfigException if nobody opens that kind
   * @throws LlmrecException if something is missing
   * @throws IOException if the disk fails
   */
  public static String readiness(String kind) throws IOException {
    return provider(kind).readiness();
  }

  /**
   * Opens a model, bare: put a {@link org.llmrec.llm.guard.GuardedModel} around it for retries and
   * limits.
   *
   * @throws ConfigException if nobody opens that kind, or a setting is missing, unknown or wrong
   */
  public static LanguageModel open(ModelSettings settings) {
    LanguageModelProvider provider = provider(settings.kind());
    for (String key : settings.settings().keySet()) {
      if (!provider.settings().contains(key)) {
        throw new ConfigException(
            OptionCode.CONFIG_KEY_UNKNOWN,
            "unknown key \"llm."
                + key
                + "\" for kind "
                + settings.kind()
                + " (known are "
                + String.join(", ", provider.settings())
                + ")");
      }
    }
    return provider.open(settings);
  }

  private static LanguageModelProvider provider(String kind) {
    return providers().stream()
        .filter(provider -> provider.kind().equals(kind))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    LanguageModelCode.LLM_PROVIDER,
                    "expected a kind of language model among "
                        + kinds()
                        + ", found \""
                        + kind
                        + "\"; is its module (llmrec-llm-"
                        + kind
                        + ") on the class path?"));
  }

  private static List<LanguageModelProvider> providers() {
    List<LanguageModelProvider> found = new ArrayList<>();
    ServiceLoader.load(LanguageModelProvider.class).forEach(found::add);
    return found;
  }
}
