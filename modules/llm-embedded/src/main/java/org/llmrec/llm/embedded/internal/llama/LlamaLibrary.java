package org.llmrec.llm.embedded.internal.llama;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Pointer;

/**
 * The C functions of llama.cpp that we call, as of build b4916 ({@code llama.h}). Texts go in as
 * UTF-8 with their length, or with a zero byte at the end where there is no length.
 */
public interface LlamaLibrary extends Library {

  /** Takes the library's messages. */
  interface Log extends Callback {
    /** Level 4 is an error, 3 a warning. */
    void message(int level, String text, Pointer userData);
  }

  /** Of {@code llama_log_set}; null would print everything. */
  void llama_log_set(Log log, Pointer userData);

  /** Once, before anything else. */
  void llama_backend_init();

  /** The defaults. */
  ModelParams.Value llama_model_default_params();

  /** The defaults. */
  ContextParams.Value llama_context_default_params();

  /** A model, or null. */
  Pointer llama_model_load_from_file(byte[] path, ModelParams.Value params);

  /** Gives its memory back. */
  void llama_model_free(Pointer model);

  /** Its vocabulary, which lives as long as the model. */
  Pointer llama_model_get_vocab(Pointer model);

  /** Tokens of context that it was trained with. */
  int llama_model_n_ctx_train(Pointer model);

  /** Whether it needs an encoder's pass first. */
  byte llama_model_has_encoder(Pointer model);

  /** Its chat template, or null. */
  Pointer llama_model_chat_template(Pointer model, Pointer name);

  /** A context, or null. */
  Pointer llama_init_from_model(Pointer model, ContextParams.Value params);

  /** Gives its memory back. */
  void llama_free(Pointer context);

  /** Tokens that fit. */
  int llama_n_ctx(Pointer context);

  /** Forgets everything. */
  void llama_kv_self_clear(Pointer context);

  /** Forgets positions from one (inclusive) to another (exclusive, -1 for all); 0 if it cannot. */
  byte llama_kv_self_seq_rm(Pointer context, int sequence, int from, int to);

  /** Evaluates; 0 is success, 1 says that there is no room. */
  int llama_decode(Pointer context, TokenBatch.Value batch);

  /** The logits of the batch's token with that index, -1 for the last. */
  Pointer llama_get_logits_ith(Pointer context, int index);

  /** How many there are. */
  int llama_vocab_n_tokens(Pointer vocab);

  /** Whether a token ends an answer; not 0 if so. */
  byte llama_vocab_is_eog(Pointer vocab, int token);

  /** What kind a token is of: bit 0 unknown, bit 3 control. */
  int llama_vocab_get_attr(Pointer vocab, int token);

  /** Tokens of a text; minus the number needed where there are more. */
  int llama_tokenize(
      Pointer vocab,
      byte[] text,
      int length,
      int[] tokens,
      int most,
      byte addSpecial,
      byte parseSpecial);

  /** Bytes of a token; minus the number needed where there are more. */
  int llama_token_to_piece(
      Pointer vocab, int token, byte[] piece, int length, int leftStrip, byte special);

  /** Bytes of the whole prompt, or -1 where the template is not known. */
  int llama_chat_apply_template(
      byte[] template, Pointer messages, long count, byte addAssistant, byte[] text, int length);

  /** Allows what the grammar allows; null where it cannot be read. */
  Pointer llama_sampler_init_grammar(Pointer vocab, byte[] grammar, byte[] root);

  /** Keeps the most probable tokens that hold that share. */
  Pointer llama_sampler_init_top_p(float share, long atLeast);

  /** Divides the logits. */
  Pointer llama_sampler_init_temp(float temperature);

  /** Draws one. */
  Pointer llama_sampler_init_dist(int seed);

  /** Takes the most probable. */
  Pointer llama_sampler_init_greedy();

  /** Works on candidates. */
  void llama_sampler_apply(Pointer sampler, Pointer candidates);

  /** Tells it what was chosen. */
  void llama_sampler_accept(Pointer sampler, int token);

  /** Gives its memory back. */
  void llama_sampler_free(Pointer sampler);
}
