package org.llmrec.encode.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.llmrec.encode.Encoded;

/** The texts of a call, equal ones once. Immutable. */
public final class DistinctTexts {
  private final String[] texts;
  private final int[] of;
  private final int[] uses;

  private DistinctTexts(String[] texts, int[] of, int[] uses) {
    this.texts = texts;
    this.of = of;
    this.uses = uses;
  }

  /** Of all texts, with the words before them, in their well-formed form. */
  public static DistinctTexts of(List<String> all, String prefix) {
    int[] of = new int[all.size()];
    Map<String, Integer> numbers = HashMap.newHashMap(all.size());
    String[] distinct = new String[all.size()];
    for (int i = 0; i < of.length; i++) {
      String text = WellFormed.text(prefix + all.get(i));
      of[i] = numbers.computeIfAbsent(text, t -> numbers.size());
      distinct[of[i]] = text;
    }
    int[] uses = new int[numbers.size()];
    for (int d : of) {
      uses[d]++;
    }
    return new DistinctTexts(distinct, of, uses);
  }

  /** How many differ. */
  public int size() {
    return uses.length;
  }

  /** One of those that differ, with the words before it. */
  public String text(int distinct) {
    return texts[distinct];
  }

  /** How often the call has any of these. */
  public long uses(int[] batch) {
    long all = 0;
    for (int distinct : batch) {
      all += uses[distinct];
    }
    return all;
  }

  /**
   * The call's answer.
   *
   * @param vectors one for each that differs; given away
   * @param cut whether that one lost its end
   */
  public Encoded answer(float[][] vectors, IntPredicate cut) {
    float[][] all = new float[of.length][];
    boolean[] cuts = new boolean[of.length];
    boolean[] given = new boolean[uses.length];
    for (int i = 0; i < of.length; i++) {
      int d = of[i];
      all[i] = given[d] ? vectors[d].clone() : vectors[d];
      given[d] = true;
      cuts[i] = cut.test(d);
    }
    return new Encoded(all, cuts);
  }

  /** Word pieces of each. */
  public TokenisedTexts tokenise(Tokeniser tokeniser, Crew crew) {
    return TokenisedTexts.of(texts, uses.length, tokeniser, crew);
  }
}
