package org.llmrec.encode;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * Turns texts into vectors whose inner product says how much the texts have in common.
 *
 * <p>Thread-safe: one encoder serves a whole application. What a text's vector is depends on the
 * texts of the same call and on nothing else: not on other callers, threads or earlier calls. With
 * a model in float32 they change its last bits only; one in int8 that chooses the scale of its
 * activations for a whole batch, as the known ones do, gives a text a somewhat different vector in
 * other company.
 */
public interface TextEncoder extends AutoCloseable {

  /** What the encoder is; an {@link EncoderManifest} where it was opened from a model folder. */
  EncoderIdentity manifest();

  /** The width D of the vectors. */
  default int dims() {
    return manifest().dims();
  }

  /** Where and how it computes; nothing where an implementation does not know. */
  default Optional<Placement> placement() {
    return Optional.empty();
  }

  /**
   * Tells apart encoders of one manifest whose vectors may differ in more than their last bits, as
   * those of a processor and of an accelerator; whoever keeps vectors keeps theirs apart. Unless an
   * implementation knows better, the name of what computes.
   */
  default String variant() {
    return placement().map(Placement::provider).orElse("");
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

  /** Texts that are read and tokenised, so that what is left is to compute their vectors. */
  @FunctionalInterface
  interface Prepared {
    /** The second half of {@link TextEncoder#encode(List, Role, LongConsumer)}; throws the same. */
    Encoded encode(LongConsumer done);
  }

  /**
   * The first half of {@link #encode(List, Role, LongConsumer)}, as far as an implementation can do
   * it alone. Both halves together give the same bits.
   */
  default Prepared prepare(List<String> texts, Role role) {
    return done -> encode(texts, role, done);
  }

  /**
   * Encodes more texts than memory holds, a window at a time. The source is read by another thread,
   * and never further than two windows ahead of the caller.
   *
   * @param source of what carries the texts; to be left alone until the stream is closed
   * @param text what it carries
   * @param role what the texts are
   * @param done hears how many more texts are finished; called from several threads
   */
  default <T> EncodedStream<T> stream(
      Iterator<? extends T> source,
      Function<? super T, String> text,
      Role role,
      LongConsumer done) {
    return new EncodedStream<>(this, source, text, role, done);
  }

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
