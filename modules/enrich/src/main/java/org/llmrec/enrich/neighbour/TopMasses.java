package org.llmrec.enrich.neighbour;

/** The items of greatest mass, greatest first, equal ones by number. For one thread. */
final class TopMasses {
  /** Masses that agree to here are equal: beyond, they differ by the order of summation. */
  private static final double GRAIN = 1e12;

  private final int[] items;
  private final double[] masses;
  private final long[] grains;
  private int size;

  /** None yet, of {@code most}. */
  TopMasses(int most) {
    items = new int[most];
    masses = new double[most];
    grains = new long[most];
  }

  void clear() {
    size = 0;
  }

  /** Takes one that has mass; for a short list, as an insertion into it. */
  void offer(int item, double mass) {
    if (size == items.length && mass < masses[size - 1] - 1 / GRAIN) {
      return;
    }
    long grain = Math.round(mass * GRAIN);
    int at = size;
    while (at > 0 && before(grain, item, at - 1)) {
      at--;
    }
    if (at == items.length) {
      return;
    }
    int moved = Math.min(size, items.length - 1) - at;
    System.arraycopy(items, at, items, at + 1, moved);
    System.arraycopy(masses, at, masses, at + 1, moved);
    System.arraycopy(grains, at, grains, at + 1, moved);
    items[at] = item;
    masses[at] = mass;
    grains[at] = grain;
    size = Math.min(size + 1, items.length);
  }

  private boolean before(long grain, int item, int place) {
    return grain > grains[place] || (grain == grains[place] && item < items[place]);
  }

  int size() {
    return size;
  }

  int capacity() {
    return items.length;
  }

  int item(int place) {
    return items[place];
  }

  double mass(int place) {
    return masses[place];
  }

  boolean contains(int item) {
    for (int i = 0; i < size; i++) {
      if (items[i] == item) {
        return true;
      }
    }
    return false;
  }
}
