package org.llmrec.llm.embedded.internal.llama;

import com.sun.jna.Pointer;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LanguageModelCode;
import org.llmrec.llm.ModelException;

/**
 * Where a model is in a text. Every prompt starts from nothing: what was evaluated before would
 * change the last digits, and with them now and then an answer. One thread at a time; sessions of
 * one process compute by turns.
 */
public final class Session implements AutoCloseable {
  // As many tokens as are evaluated before somebody looks whether the answer is still wanted.
  private static final int BATCH = 256;
  // This build shares a counter of its matrix products between all contexts of a process: two that
  // compute at once take each other's work, and both answer nonsense. Fair, or one would starve.
  private static final ReentrantLock COMPUTING = new ReentrantLock(true);

  private final LlamaLibrary c;
  private final Pointer context;
  private final Vocabulary vocabulary;
  private final TokenBatch batch;
  private final int contextTokens;
  private final float[] logits;

  Session(LlamaLibrary c, Pointer model, Vocabulary vocabulary, int contextTokens, int threads) {
    this.c = c;
    this.vocabulary = Objects.requireNonNull(vocabulary, "vocabulary");
    this.contextTokens = contextTokens;
    this.batch = new TokenBatch(Math.min(BATCH, contextTokens));
    this.logits = new float[vocabulary.size()];
    ContextParams.Value params = c.llama_context_default_params();
    params.contextTokens = contextTokens;
    params.batchTokens = batch.most();
    params.microBatchTokens = batch.most();
    params.sequences = 1;
    params.threads = threads;
    params.batchThreads = threads;
    context = c.llama_init_from_model(model, params);
    if (context == null) {
      throw new ConfigException(
          LanguageModelCode.ENGINE_MODEL,
          "embedded: llama.cpp cannot set up a context of "
              + contextTokens
              + " tokens; is there enough memory? Ask for a smaller llm.context");
    }
  }

  /** Tokens of prompt and answer that fit. */
  public int contextTokens() {
    return contextTokens;
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  LlamaLibrary c() {
    return c;
  }

  /**
   * Starts over with a prompt.
   *
   * @param cancelled looked at between pieces
   * @return the logits after its last token, one per token of the vocabulary; filled again by the
   *     next call
   * @throws EngineException if it does not fit, or is not wanted any more
   */
  public float[] start(int[] prompt, BooleanSupplier cancelled) {
    if (prompt.length == 0) {
      throw new EngineException(
          ModelException.Kind.BAD_REQUEST, "expected a prompt, found one without a token");
    }
    if (prompt.length >= contextTokens) {
      throw new EngineException(
          ModelException.Kind.BAD_REQUEST,
          "expected a prompt that leaves room for an answer in a context of "
              + contextTokens
              + " tokens, found one of "
              + prompt.length
              + "; shorten it, or raise llm.context");
    }
    c.llama_kv_self_clear(context);
    for (int from = 0; from < prompt.length; from += batch.most()) {
      if (cancelled.getAsBoolean()) {
        throw new EngineException(ModelException.Kind.DEADLINE, "given up while reading");
      }
      int to = Math.min(prompt.length, from + batch.most());
      decode(batch.of(prompt, from, to, prompt.length - 1));
    }
    return read();
  }

  /**
   * Goes on by a token.
   *
   * @param position where it stands, from 0 on
   * @return the logits after it; filled again by the next call
   */
  public float[] next(int token, int position) {
    decode(batch.one(token, position));
    return read();
  }

  /** Goes back: forgets the tokens from that position on. */
  public void forgetFrom(int position) {
    if (c.llama_kv_self_seq_rm(context, 0, position, -1) == 0) {
      throw new EngineException(
          ModelException.Kind.BAD_REQUEST,
          "this model cannot go back in a text: it cannot score answers of several tokens");
    }
  }

  private void decode(TokenBatch.Value value) {
    int result;
    COMPUTING.lock();
    try {
      result = c.llama_decode(context, value);
    } finally {
      COMPUTING.unlock();
    }
    if (result != 0) {
      throw new EngineException(
          ModelException.Kind.SERVER, "llama_decode failed with code " + result);
    }
  }

  private float[] read() {
    Pointer values = c.llama_get_logits_ith(context, -1);
    if (values == null) {
      throw new EngineException(ModelException.Kind.SERVER, "llama.cpp gave no logits");
    }
    values.read(0, logits, 0, logits.length);
    return logits;
  }

  @Override
  public void close() {
    c.llama_free(context);
  }
}
