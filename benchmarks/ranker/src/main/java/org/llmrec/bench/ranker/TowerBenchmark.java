package org.llmrec.bench.ranker;

import java.util.SplittableRandom;
import org.llmrec.core.vector.Element;
import org.llmrec.rank.mlp.ItemRows;
import org.llmrec.rank.mlp.Scratch;
import org.llmrec.rank.mlp.TowerScores;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Inner products of 128 numbers with 1,000 of 100,000 items, 51 MB: the same ones in every call, or
 * others in every call of 64, which the nearer caches do not hold.
 */
@State(Scope.Thread)
public class TowerBenchmark {
  private static final int ITEMS = 100_000;

  /** How many requests take turns. */
  @Param({"1", "64"})
  public int requests;

  private int[][] ordinals;
  private int next;
  private float[] user;
  private float[] scores;
  private Reading reading;
  private TowerScores floats;
  private TowerScores bytes;
  private Scratch scratch;

  /** Makes the items. */
  @Setup
  public void setUp() {
    SplittableRandom random = new SplittableRandom(3);
    int width = Work.TOWER_WIDTH;
    float[] rows = Work.uniform(random, (long) ITEMS * width, 1);
    ordinals = Work.requests(requests, Work.CANDIDATES, ITEMS);
    user = Work.uniform(random, width, 1);
    scores = new float[Work.CANDIDATES];
    reading = Reading.of(rows, width);
    floats = new TowerScores(ItemRows.of(Work.rows(rows, width), width, Element.FLOAT32));
    bytes = new TowerScores(ItemRows.of(Work.rows(rows, width), width, Element.INT8));
    scratch = floats.scratch();
  }

  /** Merely reading. */
  @Benchmark
  public long read() {
    return reading.read(request());
  }

  /** In 32-bit floats. */
  @Benchmark
  public float[] floats() {
    floats.score(user, request(), Work.CANDIDATES, scores, scratch);
    return scores;
  }

  /** In 8-bit integers. */
  @Benchmark
  public float[] bytes() {
    bytes.score(user, request(), Work.CANDIDATES, scores, scratch);
    return scores;
  }

  private int[] request() {
    next = next + 1 < requests ? next + 1 : 0;
    return ordinals[next];
  }
}
