package org.llmrec.llm.langchain4j;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LanguageModelCode;
import org.llmrec.core.error.OptionCode;
import org.llmrec.llm.Capability;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.LanguageModelProvider;
import org.llmrec.llm.ModelSettings;

/**
 * Opens chat models of langchain4j: kind {@code langchain4j}. The setting {@code supplier} names a
 * public class with a public constructor without arguments that implements {@link Supplier} of
 * {@link ChatModel}; {@code capabilities} may be {@code json-schema} for a chat model that can do
 * more than it says.
 */
public final class LangChain4jProvider implements LanguageModelProvider {
  private static final String SUPPLIER = "supplier";
  private static final String CAPABILITIES = "capabilities";

  /** For the service loader. */
  public LangChain4jProvider() {}

  @Override
  public String kind() {
    return "langchain4j";
  }

  @Override
  public List<String> settings() {
    return List.of(SUPPLIER, CAPABILITIES);
  }

  /**
   * Opens what the supplier gives. It is called what the settings call it, or else what the chat
   * model calls itself.
   *
   * @throws ConfigException if there is no such supplier, it gives nothing or fails, or the chat
   *     model is another than the settings name
   */
  @Override
  public LanguageModel open(ModelSettings settings) {
    String name =
        settings
            .setting(SUPPLIER)
            .orElseThrow(
                () ->
                    new ConfigException(
                        OptionCode.OPTION_MISSING,
                        "expected llm.supplier, a class that implements Supplier<ChatModel>, found"
                            + " none"));
    ChatModel model = supplied(name);
    return LangChain4jModel.around(model, id(settings, model), capabilities(settings));
  }

  private static ChatModel supplied(String name) {
    Object given;
    try {
      Object supplier = Class.forName(name).getConstructor().newInstance();
      if (!(supplier instanceof Supplier<?> typed)) {
        throw new ConfigException(
            LanguageModelCode.LLM_PROVIDER,
            "llm.supplier: expected a class that implements Supplier<ChatModel>, found " + name);
      }
      given = typed.get();
    } catch (ClassNotFoundException e) {
      throw new ConfigException(
          LanguageModelCode.LLM_PROVIDER,
          "llm.supplier: expected the class " + name + " on the class path, found none",
          e);
    } catch (ConfigException e) {
      throw e;
    } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
      throw new ConfigException(
          LanguageModelCode.LLM_PROVIDER,
          "llm.supplier: expected "
              + name
              + " to be public, with a public constructor without arguments, and to give a chat"
              + " model, found "
              + e.getClass().getSimpleName(),
          e);
    }
    if (given instanceof ChatModel model) {
      return model;
    }
    throw new ConfigException(
        LanguageModelCode.LLM_PROVIDER,
        "llm.supplier: expected a chat model of "
            + name
            + ", found "
            + (given == null ? "null" : "a " + given.getClass().getName()));
  }

  private static String id(ModelSettings settings, ChatModel model) {
    ChatRequestParameters defaults = model.defaultRequestParameters();
    String own = defaults == null || defaults.modelName() == null ? "" : defaults.modelName();
    String named = settings.model().strip();
    if (named.isEmpty() && own.isBlank()) {
      throw new ConfigException(
          OptionCode.OPTION_MISSING,
          "expected llm.model, as the chat model does not say what it is called, found none");
    }
    if (!named.isEmpty() && !own.isBlank() && !named.equals(own)) {
      throw new ConfigException(
          LanguageModelCode.LLM_SETUP,
          "llm.model: expected " + own + ", which the supplier's chat model asks, found " + named);
    }
    return named.isEmpty() ? own : named;
  }

  private static Set<Capability> capabilities(ModelSettings settings) {
    Set<Capability> declared = EnumSet.noneOf(Capability.class);
    String text = settings.setting(CAPABILITIES).orElse("").strip().toLowerCase(Locale.ROOT);
    if (text.equals("json-schema")) {
      declared.add(Capability.JSON_SCHEMA);
    } else if (!text.isEmpty()) {
      throw new ConfigException(
          OptionCode.OPTION_VALUE,
          "llm.capabilities: expected json-schema or nothing, found \"" + text + "\"");
    }
    return declared;
  }
}
