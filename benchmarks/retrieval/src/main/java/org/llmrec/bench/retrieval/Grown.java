package org.llmrec.bench.retrieval;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.llmrec.core.Item;
import org.llmrec.core.vector.Vectors;
import org.llmrec.retrieve.IndexedItem;

/**
 * A catalogue of any size in the likeness of a real one; item {@code i} is the same whatever the
 * size.
 *
 * <ul>
 *   <li>Its text vector lies between that of an original, drawn evenly, and one of the original's
 *       ten nearest, at a place drawn evenly from the first half of the way, with Gaussian noise of
 *       half its length added, and is brought to length 1: clusters as wide and as many as in the
 *       original, filled more and more densely.
 *   <li>Its tower vector is a fixed random projection of that to {@value #TOWER} numbers, times a
 *       length drawn log-normally, as popular items have long towers.
 *   <li>Its text is a walk over the originals' words from each to one that follows it somewhere: 4
 *       words of title, 40 of description, as frequent as in the originals.
 *   <li>Its popularity is Pareto-like; it is co-engaged with {@value #CO_ENGAGED} items, drawn
 *       evenly.
 * </ul>
 */
final class Grown {
  static final int TOWER = 64;
  static final int CO_ENGAGED = 50;
  private static final double NOISE = 0.5;

  private final Originals originals;
  private final float[][] projection;

  Grown(Originals originals) {
    this.originals = originals;
    SplittableRandom random = new SplittableRandom(7);
    int dims = originals.vectors().get(0).length;
    this.projection = new float[TOWER][dims];
    for (float[] row : projection) {
      for (int d = 0; d < dims; d++) {
        row[d] = (float) (random.nextGaussian() / Math.sqrt(TOWER));
      }
    }
  }

  Stream<IndexedItem> items(int size) {
    return IntStream.range(0, size).mapToObj(i -> item(i, size));
  }

  private IndexedItem item(int i, int size) {
    SplittableRandom random = new SplittableRandom(i * 0x9E3779B97F4A7C15L + 1);
    float[] text = text(random);
    float[] tower = tower(text);
    float length = (float) Math.exp(random.nextGaussian() / 4);
    for (int d = 0; d < TOWER; d++) {
      tower[d] *= length;
    }
    int popularity = (int) Math.min(1e6, Math.pow(1 - random.nextDouble(), -1.2) - 1);
    int[] near = random.ints(CO_ENGAGED, 0, size).distinct().toArray();
    float[] scores = new float[near.length];
    for (int n = 0; n < scores.length; n++) {
      scores[n] = 0.5f / (n + 1);
    }
    Item item =
        new Item("i" + i, words(random, 4), words(random, 40), List.of(), Map.of());
    return new IndexedItem(i, item, Map.of(), popularity, text, tower)
        .withCoEngaged(near, scores);
  }

  /** A vector as items have, {@code [D]} of length 1. */
  float[] text(SplittableRandom random) {
    int from = random.nextInt(originals.vectors().size());
    int[] near = originals.near().get(from);
    float[] vector = originals.vectors().get(from).clone();
    float way = (float) (random.nextDouble() / 2);
    float[] to = originals.vectors().get(near[random.nextInt(near.length)]);
    for (int d = 0; d < vector.length; d++) {
      vector[d] = (1 - way) * vector[d] + way * to[d];
    }
    Vectors.normalise(vector);
    float[] noise = new float[vector.length];
    for (int d = 0; d < noise.length; d++) {
      noise[d] = (float) random.nextGaussian();
    }
    Vectors.addScaled(vector, Vectors.normalise(noise), (float) NOISE);
    return Vectors.normalise(vector);
  }

  /** Its place in the ranker's space, {@code [TOWER]}. */
  float[] tower(float[] text) {
    float[] tower = new float[TOWER];
    for (int t = 0; t < TOWER; t++) {
      tower[t] = Vectors.dot(projection[t], text);
    }
    return tower;
  }

  /** So many words that have followed each other. */
  String words(SplittableRandom random, int count) {
    StringBuilder text = new StringBuilder();
    List<String> words = originals.words();
    int at = random.nextInt(words.size());
    for (int n = 0; n < count; ) {
      String word = words.get(at);
      if (word.isEmpty()) {
        at = random.nextInt(words.size());
        continue;
      }
      text.append(n++ == 0 ? "" : " ").append(word);
      int[] places = originals.after().get(word);
      at = (places[random.nextInt(places.length)] + 1) % words.size();
    }
    return text.toString();
  }
}
