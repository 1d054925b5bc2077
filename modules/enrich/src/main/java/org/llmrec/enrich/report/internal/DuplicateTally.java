package org.llmrec.enrich.report.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.llmrec.core.io.Hashes;
import org.llmrec.enrich.report.Duplicates;
import org.llmrec.enrich.report.Duplicates.Repeated;

/**
 * Counts equal texts by the first 64 bits of their SHA-256, in a table with open addressing: 24
 * bytes for each different text at most. Of a million texts two different ones are taken for equal
 * with a probability of 3 in a hundred million.
 */
final class DuplicateTally {
  private static final int TOP = 5;
  private static final int CANDIDATES = 64;
  private static final int CHARACTERS = 200;

  private final MessageDigest digest = Hashes.sha256();
  private final Map<Long, Repeated> candidates = new HashMap<>();
  private long[] hashes = new long[1 << 10];
  private int[] counts = new int[1 << 10];
  private int distinct;
  private long texts;

  void add(String text) {
    texts++;
    long hash = ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8))).getLong();
    // 0 stands for an empty place.
    hash = hash == 0 ? 1 : hash;
    int place = place(hash);
    if (hashes[place] == 0) {
      hashes[place] = hash;
      distinct++;
    }
    int count = ++counts[place];
    if (count > 1) {
      candidate(hash, text, count);
    }
    if (distinct * 2L > hashes.length) {
      grow();
    }
  }

  private int place(long hash) {
    int mask = hashes.length - 1;
    int place = (int) hash & mask;
    while (hashes[place] != 0 && hashes[place] != hash) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private void grow() {
    long[] oldHashes = hashes;
    int[] oldCounts = counts;
    hashes = new long[oldHashes.length * 2];
    counts = new int[oldHashes.length * 2];
    for (int i = 0; i < oldHashes.length; i++) {
      if (oldHashes[i] != 0) {
        int place = place(oldHashes[i]);
        hashes[place] = oldHashes[i];
        counts[place] = oldCounts[i];
      }
    }
  }

  /** A text that belongs to the top at the end is more frequent than the rarest here by then. */
  private void candidate(long hash, String text, int count) {
    if (!candidates.containsKey(hash) && candidates.size() >= CANDIDATES) {
      Map.Entry<Long, Repeated> rarest =
          candidates.entrySet().stream()
              .min(Comparator.comparingLong(entry -> entry.getValue().items()))
              .orElseThrow();
      if (rarest.getValue().items() >= count) {
        return;
      }
      candidates.remove(rarest.getKey());
    }
    candidates.put(hash, new Repeated(Excerpt.of(text, CHARACTERS), count));
  }

  Duplicates duplicates() {
    long repeated = 0;
    for (int count : counts) {
      repeated += count > 1 ? count : 0;
    }
    List<Repeated> top =
        candidates.values().stream()
            .sorted(
                Comparator.comparingLong(Repeated::items).reversed().thenComparing(Repeated::text))
            .limit(TOP)
            .toList();
    return new Duplicates(repeated, texts == 0 ? 0 : (double) repeated / texts, top);
  }
}
