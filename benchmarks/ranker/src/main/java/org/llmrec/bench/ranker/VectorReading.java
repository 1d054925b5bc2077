package org.llmrec.bench.ranker;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** By vectors, added to four sums in turn. */
@SuppressWarnings("ArrayRecordComponent")
record VectorReading(float[] rows, int width) implements Reading {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  @Override
  public long read(int[] ordinals) {
    int lanes = FLOATS.length();
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    for (int ordinal : ordinals) {
      int end = (ordinal + 1) * width;
      for (int i = ordinal * width; i < end; i += 4 * lanes) {
        s0 = s0.add(FloatVector.fromArray(FLOATS, rows, i));
        s1 = s1.add(FloatVector.fromArray(FLOATS, rows, i + lanes));
        s2 = s2.add(FloatVector.fromArray(FLOATS, rows, i + 2 * lanes));
        s3 = s3.add(FloatVector.fromArray(FLOATS, rows, i + 3 * lanes));
      }
    }
    return Float.floatToRawIntBits(s0.add(s1).add(s2.add(s3)).reduceLanes(VectorOperators.ADD));
  }
}
