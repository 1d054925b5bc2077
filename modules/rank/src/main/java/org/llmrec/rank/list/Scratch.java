package org.llmrec.rank.list;

import java.util.ArrayList;
import java.util.List;

/**
 * Memory for one request at a time, to be used again and again by one thread: features of the
 * candidates, and for each part that scores by weights a number for every item of the catalogue.
 */
public final class Scratch {
  private final List<Opinion> memory = new ArrayList<>();
  private final List<Standing> standings = new ArrayList<>();
  private Asked asked;
  private float[][] features = new float[0][0];
  private float[] hidden = new float[0];

  /** The features that {@link Signals#fill} left, {@code [features][candidates or more]}. */
  public float[][] features() {
    return features;
  }

  float[][] features(int size, int n) {
    if (features.length != size || features[0].length < n) {
      features = new float[size][Math.max(n, 256)];
    }
    return features;
  }

  float[] hidden(int n) {
    if (hidden.length < n) {
      hidden = new float[Math.max(n, 256)];
    }
    return hidden;
  }

  void ask(Asked by, List<Part> parts) {
    asked = by;
    standings.clear();
    for (int p = 0; p < parts.size(); p++) {
      if (memory.size() == p) {
        memory.add(null);
      }
      Opinion opinion = parts.get(p).opinion(by, memory.get(p));
      if (!(opinion instanceof Popular)) {
        memory.set(p, opinion);
      }
      standings.add(new Standing(opinion));
    }
  }

  Asked asked() {
    return asked;
  }

  Standing standing(int part) {
    return standings.get(part);
  }
}
