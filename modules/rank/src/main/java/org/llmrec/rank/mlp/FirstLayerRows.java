package org.llmrec.rank.mlp;

import java.util.Arrays;
import org.llmrec.rank.UserFoldIn;

/**
 * What the first layer makes of items, computed for a block of neighbours when the first of them is
 * asked for. For one thread, which had best ask in order.
 */
final class FirstLayerRows implements UserFoldIn.Rows {
  private final UserFoldIn.Rows items;
  private final int in;
  private final Kernel.Layer layer;
  private final int out;
  private final Scratch scratch;
  private final int stride;
  private final int block;
  private int first = -1;

  FirstLayerRows(UserFoldIn.Rows items, int in, Kernel.Layer layer, int out, Scratch scratch) {
    this.items = items;
    this.in = in;
    this.layer = layer;
    this.out = out;
    this.scratch = scratch;
    this.stride = scratch.user.length;
    this.block = scratch.even.length / stride;
  }

  @Override
  public int size() {
    return items.size();
  }

  @Override
  public void read(int ordinal, float[] target, int offset) {
    int start = ordinal / block * block;
    if (start != first) {
      compute(start);
    }
    System.arraycopy(scratch.odd, (ordinal - start) * stride, target, offset, out);
  }

  private void compute(int start) {
    first = -1;
    int rows = Math.min(block, items.size() - start);
    for (int r = 0; r < rows; r++) {
      items.read(start + r, scratch.even, r * stride);
    }
    Arrays.fill(scratch.odd, 0);
    layer.addTo(scratch.even, stride, rows, scratch.odd, stride, scratch);
    first = start;
  }
}
