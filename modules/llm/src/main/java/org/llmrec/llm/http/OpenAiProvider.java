package org.llmrec.llm.http;

import java.util.List;
import java.util.function.UnaryOperator;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.LanguageModelProvider;
import org.llmrec.llm.ModelSettings;

/** Opens models of kind {@code openai}: any server with OpenAI's protocol. */
public final class OpenAiProvider implements LanguageModelProvider {
  private final UnaryOperator<String> environment;

  /** With the environment of this process; for the service loader. */
  public OpenAiProvider() {
    this(System::getenv);
  }

  /**
   * With another environment.
   *
   * @param environment gives a variable's value, or null
   */
  public OpenAiProvider(UnaryOperator<String> environment) {
    this.environment = environment;
  }

  @Override
  public String kind() {
    return "openai";
  }

  @Override
  public List<String> settings() {
    return OpenAiSettings.KEYS;
  }

  @Override
  public LanguageModel open(ModelSettings settings) {
    return OpenAiModel.open(OpenAiSettings.read(settings), environment);
  }
}
