package org.llmrec.llm.embedded.internal.llama;

import com.sun.jna.Pointer;
import java.nio.file.Path;
import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LanguageModelCode;

/**
 * A model in memory, shared by all sessions, which must not outlive it. Thread-safe, but for
 * closing.
 */
public final class Weights implements AutoCloseable {
  /** The template's name for none. */
  public static final String NO_TEMPLATE = "none";

  private final Llama llama;
  private final Pointer model;
  private final Vocabulary vocabulary;
  private final ChatTemplate template;

  private Weights(Llama llama, Pointer model, Vocabulary vocabulary, Optional<String> named) {
    LlamaLibrary c = llama.c();
    this.llama = llama;
    this.model = model;
    this.vocabulary = vocabulary;
    Optional<String> own =
        Optional.ofNullable(c.llama_model_chat_template(model, null))
            .map(text -> text.getString(0, "UTF-8"));
    this.template =
        new ChatTemplate(
            c,
            named.or(() -> own).filter(name -> !name.equals(NO_TEMPLATE)),
            new Defused(vocabulary.controlTexts()));
  }

  /**
   * Loads a file.
   *
   * @param template a name that llama.cpp knows, {@value #NO_TEMPLATE}, or absent for that of the
   *     file
   * @throws ConfigException if llama.cpp cannot load it, or does not know its template
   */
  public static Weights load(Llama llama, Path file, Optional<String> template) {
    LlamaLibrary c = llama.c();
    ModelParams.Value params = c.llama_model_default_params();
    params.gpuLayers = 0;
    Pointer model = c.llama_model_load_from_file(CText.terminated(file.toString()), params);
    if (model == null) {
      throw new ConfigException(
          LanguageModelCode.ENGINE_MODEL,
          "embedded: llama.cpp b4916 cannot load " + file + "; fetch the file again, or another");
    }
    if (c.llama_model_has_encoder(model) != 0) {
      c.llama_model_free(model);
      throw new ConfigException(
          LanguageModelCode.ENGINE_MODEL,
          "embedded: expected a model that continues text, found one with an encoder in " + file);
    }
    Vocabulary vocabulary = new Vocabulary(c, c.llama_model_get_vocab(model));
    try {
      return new Weights(llama, model, vocabulary, template);
    } catch (RuntimeException e) {
      c.llama_model_free(model);
      throw e;
    }
  }

  /** Tokens of context that it was trained with. */
  public int trainedContext() {
    return llama.c().llama_model_n_ctx_train(model);
  }

  /** Its tokens. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** How it wants a conversation. */
  public ChatTemplate template() {
    return template;
  }

  /**
   * A session of its own, to be closed before this.
   *
   * @throws ConfigException if there is not enough memory
   */
  public Session session(int contextTokens, int threads) {
    return new Session(llama.c(), model, vocabulary, contextTokens, threads);
  }

  @Override
  public void close() {
    llama.c().llama_model_free(model);
  }
}
