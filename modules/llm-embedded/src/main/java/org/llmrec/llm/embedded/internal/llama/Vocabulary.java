package org.llmrec.llm.embedded.internal.llama;

import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The tokens of a model. Thread-safe. */
public final class Vocabulary {
  private static final int UNKNOWN_OR_CONTROL = 1 | 1 << 3;
  private static final int PIECE = 64;
  private static final byte YES = 1;
  private static final byte NO = 0;

  private final LlamaLibrary c;
  private final Pointer vocab;
  private final int size;

  Vocabulary(LlamaLibrary c, Pointer vocab) {
    this.c = c;
    this.vocab = vocab;
    this.size = c.llama_vocab_n_tokens(vocab);
  }

  Pointer pointer() {
    return vocab;
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** Of a whole prompt: control tokens are read as such, and the model's first token is set. */
  public int[] prompt(String text) {
    return tokenise(text, YES, YES);
  }

  /** Of an answer: plain text, whatever it looks like. */
  public int[] answer(String text) {
    return tokenise(text, NO, NO);
  }

  private int[] tokenise(String text, byte addSpecial, byte parseSpecial) {
    byte[] bytes = CText.bytes(text);
    int[] tokens = new int[bytes.length + 2];
    int count =
        c.llama_tokenize(
            vocab, bytes, bytes.length, tokens, tokens.length, addSpecial, parseSpecial);
    if (count < 0) {
      tokens = new int[-count];
      count =
          c.llama_tokenize(
              vocab, bytes, bytes.length, tokens, tokens.length, addSpecial, parseSpecial);
    }
    return Arrays.copyOf(tokens, count);
  }

  /** The bytes that a token stands for; perhaps a part of a character; none for control tokens. */
  public byte[] piece(int token) {
    return piece(token, NO);
  }

  private byte[] piece(int token, byte special) {
    byte[] bytes = new byte[PIECE];
    int length = c.llama_token_to_piece(vocab, token, bytes, bytes.length, 0, special);
    if (length < 0) {
      bytes = new byte[-length];
      length = c.llama_token_to_piece(vocab, token, bytes, bytes.length, 0, special);
    }
    return Arrays.copyOf(bytes, length);
  }

  /** Whether a token ends an answer. */
  public boolean ends(int token) {
    return c.llama_vocab_is_eog(vocab, token) != 0;
  }

  /** What control tokens look like in a text, the longest first. */
  List<String> controlTexts() {
    List<String> texts = new ArrayList<>();
    for (int token = 0; token < size; token++) {
      if ((c.llama_vocab_get_attr(vocab, token) & UNKNOWN_OR_CONTROL) != 0) {
        String text = new String(piece(token, YES), StandardCharsets.UTF_8);
        if (!text.isBlank()) {
          texts.add(text);
        }
      }
    }
    texts.sort((a, b) -> Integer.compare(b.length(), a.length()));
    return List.copyOf(texts);
  }
}
