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
 * @param missing {@code [fields * fieldDims]}, the stand-ins for missing fields, centred as texts
 *     are
 */
record Weights(
    float[] weight0,
    float[] bias0,
    float[] weight1,
    float[] bias1,
    float[] users,
    float[] missing) {

  /**
   * The other way: the weights of a tower as a network with such centrings has them, which compute
   * the same up to rounding.
   *
   * @param layers of a tower with one hidden layer
   * @param standIns per field, in the order of the centrings
   * @param users {@code [U, dims]}
   */
  static Weights centred(
      List<Dense> layers, List<float[]> standIns, List<Centring> centrings, float[] users) {
    int fieldDims = centrings.get(0).mean().length;
    float[] weight0 = layers.get(0).weight().values().clone();
    float[] bias0 = layers.get(0).bias().values().clone();
    int in = centrings.size() * fieldDims;
    for (int h = 0; h < bias0.length; h++) {
      double shift = 0;
      for (int i = 0; i < in; i++) {
        Centring centring = centrings.get(i / fieldDims);
        shift += (double) weight0[h * in + i] * centring.mean()[i % fieldDims];
        weight0[h * in + i] /= centring.scale();
      }
      bias0[h] += (float) shift;
    }
    float[] missing = new float[in];
    for (int f = 0; f < standIns.size(); f++) {
      centrings.get(f).apply(standIns.get(f), missing, f * fieldDims);
    }
    return new Weights(
        weight0,
        bias0,
        layers.get(1).weight().values().clone(),
        layers.get(1).bias().values().clone(),
        users,
        missing);
  }

  /**
   * The item tower for texts as the encoder gives them: {@code W (x - m) s + b = (s W) x + (b - s W
   * m)}.
   *
   * @param centrings per field what was done to its texts
   */
  ItemTower tower(List<String> fields, List<Centring> centrings) {
    int fieldDims = centrings.get(0).mean().length;
    int in = fields.size() * fieldDims;
    float[] weight = new float[weight0.length];
    float[] bias = new float[bias0.length];
    for (int h = 0; h < bias.length; h++) {
      double shift = 0;
      for (int i = 0; i < in; i++) {
        Centring centring = centrings.get(i / fieldDims);
        weight[h * in + i] = weight0[h * in + i] * centring.scale();
        shift += (double) weight[h * in + i] * centring.mean()[i % fieldDims];
      }
      bias[h] = (float) (bias0[h] - shift);
    }
    Map<String, float[]> standIns = new LinkedHashMap<>();
    for (int f = 0; f < fields.size(); f++) {
      float[] centred = Arrays.copyOfRange(missing, f * fieldDims, (f + 1) * fieldDims);
      standIns.put(fields.get(f), centrings.get(f).undo(centred));
    }
    List<Dense> layers = new ArrayList<>();
    layers.add(Dense.of(in, bias.length, weight, bias));
    layers.add(Dense.of(bias.length, bias1.length, weight1, bias1));
    return new ItemTower(fields, fieldDims, standIns, layers);
  }
}
