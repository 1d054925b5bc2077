package org.llmrec.train.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.llmrec.rank.Dense;
import org.llmrec.rank.ItemTower;

/**
 * What was learnt, on the heap, as the network has it: for centred texts.
 *
 * @param weight0 {@code [hidden, fields * fieldDims]}
 * @param bias0 {@code [hidden]}
 * @param weight1 {@code [dims, hidden]}
 * @param bias1 {@code [dims]}
 * @param users {@code [U, dims]}
 * @param missing {@code [fields * fieldDims]}, the stand-in for a missing field minus the field's
 *     mean
 */
record Weights(
    float[] weight0,
    float[] bias0,
    float[] weight1,
    float[] bias1,
    float[] users,
    float[] missing) {

  /**
   * The item tower for texts as the encoder gives them: {@code W (x - m) + b = W x + (b - W m)}.
   *
   * @param means {@code [fields * fieldDims]}
   */
  ItemTower tower(List<String> fields, int fieldDims, float[] means) {
    int in = means.length;
    float[] bias = new float[bias0.length];
    for (int h = 0; h < bias.length; h++) {
      double shift = 0;
      for (int i = 0; i < in; i++) {
        shift += (double) weight0[h * in + i] * means[i];
      }
      bias[h] = (float) (bias0[h] - shift);
    }
    Map<String, float[]> standIns = new LinkedHashMap<>();
    for (int f = 0; f < fields.size(); f++) {
      float[] standIn = Arrays.copyOfRange(missing, f * fieldDims, (f + 1) * fieldDims);
      for (int d = 0; d < fieldDims; d++) {
        standIn[d] += means[f * fieldDims + d];
      }
      standIns.put(fields.get(f), standIn);
    }
    List<Dense> layers = new ArrayList<>();
    layers.add(Dense.of(in, bias.length, weight0, bias));
    layers.add(Dense.of(bias.length, bias1.length, weight1, bias1));
    return new ItemTower(fields, fieldDims, standIns, layers);
  }
}
