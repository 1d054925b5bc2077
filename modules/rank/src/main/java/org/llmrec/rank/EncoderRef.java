package org.llmrec.rank;

/**
 * The text encoder whose vectors a bundle was trained on.
 *
 * @param name for people
 * @param sha256 the hash over its files; what identifies it
 */
public record EncoderRef(String name, String sha256) {

  /**
   * Checks the fields.
   *
   * @throws IllegalArgumentException if one is blank
   */
  public EncoderRef {
    if (name.isBlank() || sha256.isBlank()) {
      throw new IllegalArgumentException("an encoder has a name and a hash");
    }
  }
}
