package org.llmrec.encode.internal;

/** Texts as word pieces; see {@link Tokeniser}. Immutable. */
public final class TokenisedTexts {
  private final Tokeniser.Pieces[] texts;

  private TokenisedTexts(Tokeniser.Pieces[] texts) {
    this.texts = texts;
  }

  /** Tokenises the first {@code n} texts. */
  public static TokenisedTexts of(String[] texts, int n, Tokeniser tokeniser, Crew crew) {
    Tokeniser.Pieces[] pieces = new Tokeniser.Pieces[n];
    crew.runShort(n, i -> pieces[i] = tokeniser.tokenise(texts[i]));
    return new TokenisedTexts(pieces);
  }

  /** The number of pieces of every text. */
  public int[] lengths() {
    int[] lengths = new int[texts.length];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = texts[i].ids().length;
    }
    return lengths;
  }

  /** Whether the text lost its end. */
  public boolean truncated(int text) {
    return texts[text].truncated();
  }

  long[] ids(int text) {
    return texts[text].ids();
  }
}
