package org.llmrec.enrich.store.internal;

import java.util.Comparator;

/** The order of texts by their code points, which is also that of their UTF-8 bytes. */
final class CodePoints {
  static final Comparator<String> ORDER = CodePoints::compare;

  private CodePoints() {}

  private static int compare(String a, String b) {
    int i = 0;
    while (i < a.length() && i < b.length()) {
      int inA = a.codePointAt(i);
      int inB = b.codePointAt(i);
      if (inA != inB) {
        return Integer.compare(inA, inB);
      }
      i += Character.charCount(inA);
    }
    return Integer.compare(a.length(), b.length());
  }
}
