package org.llmrec.encode.djl;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.util.Arrays;

/**
 * Says how long a text is to a model, so that texts of about the same length go into one batch and
 * little is spent on padding. A wrong measure costs time and changes no vector beyond its last
 * bits. Must be thread-safe.
 */
@FunctionalInterface
public interface TextMeasure {
  /**
   * How long a text is.
   *
   * @param units 0 or more, whatever is counted: word pieces, characters
   * @param cut whether the model does not read all of it
   */
  record Length(int units, boolean cut) {}

  /**
   * Measures a text.
   *
   * @param text with the words before it
   */
  Length measure(String text);

  /** In UTF-16 units. What is cut off is not known: no text counts as cut. */
  static TextMeasure characters() {
    return text -> new Length(text.length(), false);
  }

  /**
   * In word pieces. Tells also which texts are cut, if the tokenizer is set up as the model's
   * translator is, to the same maximum.
   *
   * @param tokenizer stays the caller's, and has to stay open as long as the encoder
   */
  static TextMeasure pieces(HuggingFaceTokenizer tokenizer) {
    return text -> {
      Encoding encoding = tokenizer.encode(text);
      // Of the mask, since a tokenizer may be set to pad every text to the maximum.
      int pieces = (int) Arrays.stream(encoding.getAttentionMask()).sum();
      return new Length(pieces, encoding.exceedMaxLength());
    };
  }
}
