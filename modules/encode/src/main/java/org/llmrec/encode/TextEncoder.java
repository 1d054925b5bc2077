package org.llmrec.encode;

import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Turns texts into vectors whose inner product says how much the texts have in common.
 *
 * <p>Thread-safe: one encoder serves a whole application. What a text's vector is depends on the
 * texts of the same call, in the last bits only, and on nothing else: not on other callers, threads
 * or earlier calls.
 */
public interface TextEncoder extends AutoCloseable {

  /** What the encoder is. */
  EncoderManifest manifest();

  /** The width D of the vectors. */
  default int dims() {
    return manifest().dims();
  }

  /** Where and how it computes; nothing where an implementation does not know. */
  default Optional<Placement> placement() {
    return Optional.empty();
  }

  /**
   * Encodes texts and says how far it has come. An empty text has a vector too; whether one is
   * wanted is the caller's decision. NUL and half surrogate pairs are harmless.
   *
   * @param texts N texts, none null, without the words that the model wants before them
   * @param role what they are
   * @param done hears how many more texts are finished, {@code texts.size()} in all; called from
   *     several threads
   * @return N vectors in the same order
   * @throws IllegalStateException if the encoder is closed
   * @throws org.llmrec.core.error.LlmrecException if the model fails or the thread is interrupted
   */
  Encoded encode(List<String> texts, Role role, LongConsumer done);

  /** Encodes what is looked for, or what is found. */
  default Encoded encode(List<String> texts, Role role) {
    return encode(texts, role, units -> {});
  }

  /** Encodes what is found, such as items' texts. */
  default Encoded encode(List<String> texts) {
    return encode(texts, Role.PASSAGE);
  }

  /** Waits for calls under way, then frees the model. Does nothing the second time. */
  @Override
  void close();
}
