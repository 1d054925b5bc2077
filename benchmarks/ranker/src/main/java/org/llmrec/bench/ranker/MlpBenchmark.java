package org.llmrec.bench.ranker;

import java.util.SplittableRandom;
import org.llmrec.core.vector.Element;
import org.llmrec.rank.mlp.ItemRows;
import org.llmrec.rank.mlp.Scratch;
import org.llmrec.rank.mlp.SplitMlp;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Our final network for K of 100,000 items, other ones in every call of 16, on one thread. */
@State(Scope.Thread)
public class MlpBenchmark {
  private static final int ITEMS = 100_000;
  private static final int REQUESTS = 16;

  /** K. */
  @Param({"1000", "10000", "100000"})
  public int candidates;

  private int[][] ordinals;
  private int next;
  private float[] user;
  private float[] scores;
  private SplitMlp split;
  private ItemRows floats;
  private ItemRows bytes;
  private Scratch scratch;

  /** Makes the items. */
  @Setup
  public void setUp() {
    SplittableRandom random = new SplittableRandom(4);
    int width = Work.INPUT.item();
    user = Work.uniform(random, Work.INPUT.user(), 1);
    float[] items = Work.uniform(random, (long) ITEMS * width, 1);
    ordinals = Work.requests(candidates == ITEMS ? 1 : REQUESTS, candidates, ITEMS);
    scores = new float[candidates];
    split = new SplitMlp(Work.mlp(), Work.INPUT);
    scratch = split.scratch();
    floats = split.itemRows(Work.rows(items, width), Element.FLOAT32);
    bytes = split.itemRows(Work.rows(items, width), Element.INT8);
  }

  /** In 32-bit floats. */
  @Benchmark
  public float[] floats() {
    split.score(user, floats, request(), candidates, user, scores, scratch);
    return scores;
  }

  /** With the items in 8-bit integers. */
  @Benchmark
  public float[] bytes() {
    split.score(user, bytes, request(), candidates, user, scores, scratch);
    return scores;
  }

  private int[] request() {
    next = next + 1 < ordinals.length ? next + 1 : 0;
    return ordinals[next];
  }
}
