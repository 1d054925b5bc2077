package org.llmrec.llm.embedded.internal.llama;

import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.Sampling;

/**
 * Chooses one token after the other for one answer, by llama.cpp's samplers: the share of top-p
 * first, then the temperature, then the draw. A grammar is asked about the chosen token only, and
 * about the whole vocabulary where it says no, which is many times faster and, for greedy answers,
 * comes to the same. One thread.
 */
final class Draw implements AutoCloseable {
  // What llama.cpp takes for "any seed".
  private static final int ANY_SEED = -1;

  private final LlamaLibrary c;
  private final Candidates candidates;
  private final List<Pointer> samplers = new ArrayList<>();
  private final Optional<Pointer> grammar;

  /**
   * Sets the samplers up.
   *
   * @throws EngineException if the grammar cannot be read
   */
  Draw(LlamaLibrary c, Vocabulary vocabulary, Sampling sampling, Optional<String> gbnf) {
    this.c = c;
    this.candidates = new Candidates(vocabulary.size());
    this.grammar = gbnf.map(text -> grammar(c, vocabulary, text));
    if (sampling.temperature() == 0) {
      samplers.add(c.llama_sampler_init_greedy());
    } else {
      samplers.add(c.llama_sampler_init_top_p((float) sampling.topP(), 1));
      samplers.add(c.llama_sampler_init_temp((float) sampling.temperature()));
      samplers.add(c.llama_sampler_init_dist(seed(sampling.seed())));
    }
  }

  private static Pointer grammar(LlamaLibrary c, Vocabulary vocabulary, String gbnf) {
    Pointer made =
        c.llama_sampler_init_grammar(
            vocabulary.pointer(), CText.terminated(gbnf), CText.terminated("root"));
    if (made == null) {
      throw new EngineException(
          ModelException.Kind.BAD_REQUEST, "llama.cpp cannot read the grammar of this schema");
    }
    return made;
  }

  /** 32 bits of it; every seed but the one that means "any" is itself. */
  static int seed(OptionalLong seed) {
    if (seed.isEmpty()) {
      return ANY_SEED;
    }
    int folded = Long.hashCode(seed.getAsLong());
    return folded == ANY_SEED ? 0 : folded;
  }

  /** The next token. */
  int next(float[] logits) {
    int token = choose(candidates.all(logits));
    if (grammar.isPresent()) {
      if (token < 0 || !allows(token)) {
        Pointer all = candidates.all(logits);
        c.llama_sampler_apply(grammar.get(), all);
        token = choose(all);
      }
      if (token >= 0) {
        c.llama_sampler_accept(grammar.get(), token);
      }
    }
    if (token < 0) {
      throw new EngineException(
          ModelException.Kind.MALFORMED, "no token of the model goes on as the schema wants it");
    }
    return token;
  }

  private boolean allows(int token) {
    c.llama_sampler_apply(grammar.orElseThrow(), candidates.one(token));
    return candidates.oneAllowed();
  }

  private int choose(Pointer among) {
    samplers.forEach(sampler -> c.llama_sampler_apply(sampler, among));
    return candidates.selected();
  }

  @Override
  public void close() {
    samplers.forEach(c::llama_sampler_free);
    grammar.ifPresent(c::llama_sampler_free);
  }
}
