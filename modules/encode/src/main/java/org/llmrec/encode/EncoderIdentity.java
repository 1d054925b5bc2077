package org.llmrec.encode;

/**
 * What an encoder is, as far as those need to know who keep its vectors: an {@link EncoderManifest}
 * where it computes what a model folder holds, something smaller where the model comes from
 * elsewhere. Immutable.
 */
public interface EncoderIdentity {
  /** The model's name, for people. */
  String name();

  /** The width D of the vectors. */
  int dims();

  /** Whether they are scaled to length 1. */
  boolean normalise();

  /** The words before a text; mostly none. */
  String prefix(Role role);

  /**
   * Tells encoders apart: equal ones give the same vectors of the same texts, but for the last bits
   * that device, engine and batches change. The name does not enter.
   *
   * @return 64 hexadecimal digits
   */
  String sha256();
}
