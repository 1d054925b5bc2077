package org.llmrec.enrich.store.internal;

import java.util.UUID;

/**
 * What a store's content is called: a number that counts changes, and after it something that no
 * other change has. The number alone would come again when a copy is restored and changed in
 * another way.
 */
final class Revisions {
  /** Of an empty store. */
  static final String FIRST = "0-" + "0".repeat(32);

  private Revisions() {}

  /** After {@code revision} and so many changes. */
  static String after(String revision, long changes) {
    int end = revision.indexOf('-');
    long count;
    try {
      count = Long.parseLong(revision.substring(0, Math.max(0, end)));
    } catch (NumberFormatException e) {
      // Damaged: whatever comes next is different.
      count = 0;
    }
    return count + changes + "-" + UUID.randomUUID().toString().replace("-", "");
  }
}
