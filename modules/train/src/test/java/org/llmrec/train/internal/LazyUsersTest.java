package org.llmrec.train.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Progress;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.core.vector.VectorFileWriter;
import org.llmrec.data.split.StableSplit;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.train.TrainData;
import org.llmrec.train.TrainOptions;

class LazyUsersTest {
  private static final int DIMS = 3;

  @TempDir Path folder;

  /** Who is met in every step moves as Adam has it, and nobody else moves. */
  @Test
  void whoIsMetMovesAsAdamWouldAndNobodyElseMoves() {
    SplittableRandom random = new SplittableRandom(11);
    float[] start = random(random, 5 * DIMS);
    LazyUsers lazy = new LazyUsers(start, DIMS, 0.01, null, null);
    long[] met = {3, 1};
    try (Torch torch = Torch.open(1, 1)) {
      float[] own = new float[2 * DIMS];
      System.arraycopy(start, 3 * DIMS, own, 0, DIMS);
      System.arraycopy(start, DIMS, own, DIMS, DIMS);
      NDArray plain = torch.manager().create(own, new Shape(2, DIMS));
      plain.setRequiresGradient(true);
      Adam adam = new Adam(List.of(plain), parameter -> 0.01);
      for (int s = 0; s < 20; s++) {
        float[] slopes = random(random, 2 * DIMS);
        try (NDManager step = torch.manager().newSubManager();
            GradientCollector collector = torch.collector()) {
          NDArray weights = step.create(slopes, new Shape(2, DIMS));
          NDArray users = lazy.meet(step, met);
          collector.backward(users.mul(weights).sum().add(plain.mul(weights).sum()));
          lazy.takeGradient();
        }
        lazy.step(adam.step(0.05));
      }
      float[] all = lazy.all();
      float[] wanted = plain.toFloatArray();
      for (int d = 0; d < DIMS; d++) {
        assertEquals(wanted[d], all[3 * DIMS + d], 1e-5);
        assertEquals(wanted[DIMS + d], all[DIMS + d], 1e-5);
        assertTrue(Math.abs(all[DIMS + d] - start[DIMS + d]) > 0.01);
        for (int user : new int[] {0, 2, 4}) {
          assertEquals(start[user * DIMS + d], all[user * DIMS + d]);
        }
      }
    }
  }

  /** A training of so many users, stopped after its first epoch and gone on with. */
  @Test
  void aTrainingGoesOnFromItsStateToTheSameBits() throws Exception {
    int users = 40;
    InteractionTable.Builder rows = new InteractionTable.Builder();
    Ids.Builder people = new Ids.Builder();
    Ids.Builder items = new Ids.Builder();
    List<String> catalogue = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      catalogue.add("i" + i);
    }
    for (int u = 0; u < users; u++) {
      for (int i = u % 2; i < 24; i += 2) {
        rows.add(people.add("u" + u), items.add("i" + i), 5, 0);
      }
    }
    TrainOptions options =
        TrainOptions.builder().dims(6).hidden(10).batch(2).negatives(8).maxEpochs(3).build();
    assertTrue(LazyUsers.isWorth(users, options.batch()));
    assertFalse(LazyUsers.isWorth(32, options.batch()));
    try (VectorFile texts = texts(catalogue)) {
      TrainData data =
          new TrainData(
              catalogue,
              Map.of("description", texts),
              StableSplit.of(rows.build(people.build(), items.build()), 1),
              "e",
              "h",
              "d");
      Positives positives = Positives.of(data.split(), catalogue);
      List<LearnerState> states = new ArrayList<>();
      Learnt whole = learn(data, positives, options, null, states);
      Learnt resumed = learn(data, positives, options, states.getFirst(), new ArrayList<>());
      assertEquals(3, whole.epochs().size());
      assertTrue(whole.epochs().get(2).loss() < whole.epochs().get(0).loss());
      assertArrayEquals(whole.weights().users(), resumed.weights().users());
      assertArrayEquals(whole.weights().weight0(), resumed.weights().weight0());
      // Everybody is met in an epoch, so everybody has moved.
      float[] start = StartingWeights.draw(8, users, options).users();
      for (int u = 0; u < users; u++) {
        assertTrue(start[u * 6] != whole.weights().users()[u * 6], "user " + u);
      }
    }
  }

  private static Learnt learn(
      TrainData data,
      Positives positives,
      TrainOptions options,
      LearnerState from,
      List<LearnerState> states)
      throws Exception {
    try (Torch torch = Torch.open(1, 1)) {
      TextInput loaded = TextInput.load(torch.manager(), data.items(), data.fields());
      Weights start = StartingWeights.draw(8, positives.users().size(), options);
      LearnerState first =
          LearnerState.begin(start, Positives.count(positives.train()), options.seed());
      Learner learner = new Learner(torch, loaded, positives, options, from == null ? first : from);
      return learner.learn((each, last) -> states.add(each.state()), Progress.silent());
    }
  }

  private VectorFile texts(List<String> ids) throws Exception {
    SplittableRandom random = new SplittableRandom(5);
    Path file = folder.resolve("texts.vec");
    try (VectorFileWriter writer = VectorFileWriter.create(file, 8, Map.of())) {
      for (String id : ids) {
        writer.add(id, random(random, 8));
      }
    }
    return VectorFile.open(file);
  }

  private static float[] random(SplittableRandom random, int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
