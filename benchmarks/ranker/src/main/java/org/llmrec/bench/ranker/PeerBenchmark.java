package org.llmrec.bench.ranker;

import ai.onnxruntime.OrtException;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.llmrec.rank.mlp.Mlp;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The same network for 1,000 candidates by others, whole, on one thread. */
@State(Scope.Thread)
public class PeerBenchmark {
  private float[] user;
  private float[] items;
  private float[] scores;
  private Onnx onnx;
  private Naive naive;

  /** Makes the items. */
  @Setup
  public void setUp() throws OrtException {
    SplittableRandom random = new SplittableRandom(4);
    Mlp mlp = Work.mlp();
    user = Work.uniform(random, Work.INPUT.user(), 1);
    items = Work.uniform(random, (long) Work.CANDIDATES * Work.INPUT.item(), 1);
    scores = new float[Work.CANDIDATES];
    naive = new Naive(mlp);
    onnx = new Onnx(mlp, user, items, IntStream.range(0, Work.CANDIDATES).toArray());
  }

  /** ONNX Runtime, its input laid out beforehand. */
  @Benchmark
  public Object onnx() throws OrtException {
    return onnx.run();
  }

  /** A scorer that allocates an array per layer and candidate. */
  @Benchmark
  public float[] naive() {
    for (int c = 0; c < scores.length; c++) {
      scores[c] = naive.score(user, items, c);
    }
    return scores;
  }

  /** Lets go of native memory. */
  @TearDown
  public void tearDown() throws OrtException {
    onnx.close();
  }
}
