package org.llmrec.train.interaction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.core.vector.VectorFileWriter;
import org.llmrec.train.internal.TextInput;
import org.llmrec.train.internal.Torch;
import org.llmrec.train.method.MethodWorld;
import org.llmrec.train.method.Settings;

class ExpertTextsTest {
  private static final long SEED = 23;

  @TempDir Path folder;
  private Torch torch;
  private NDManager step;

  @BeforeEach
  void open() {
    torch = Torch.open(1, 1);
    step = torch.manager().newSubManager();
  }

  @AfterEach
  void close() {
    torch.close();
  }

  /**
   * One shared and one dedicated expert, a text of one number, one hidden number, one output. For t
   * = 2: hidden (relu(1 * 2 + 0), relu(-1 * 2 + 3)) = (2, 1); outputs (3 * 2 + 0, 5 * 1 + 1) = (6,
   * 6). With gates ln 3 * t / 2 and 0: shares (3/4, 1/4): 6 either way; for t = 0: hidden (0, 3),
   * outputs (0, 16), shares one half each: 8.
   */
  @Test
  void aGateWorkedByHand() {
    ExpertWeights weights =
        new ExpertWeights(
            new Knowledge.Experts(1, 1, 1, 1),
            new float[] {1, -1},
            new float[] {0, 3},
            new float[] {3, 5},
            new float[] {0, 1},
            new float[] {(float) (Math.log(3) / 2), 0},
            new float[] {0, 0});
    assertArrayEquals(new double[] {0.75, 0.25}, weights.gate(new float[] {2}), 1e-6);
    assertEquals(6, weights.apply(new float[] {2})[0], 1e-5);
    assertEquals(8, weights.apply(new float[] {0})[0], 1e-5);
  }

  @Test
  void engineHeapAndPlainLoopsAgreeAndGradientsAreFiniteDifferences() throws IOException {
    try (MethodWorld world = new MethodWorld(folder)) {
      Map<String, VectorFile> fields = world.texts().fields();
      TextInput texts =
          TextInput.load(torch.manager(), MethodWorld.data().items().asList(), fields);
      Knowledge.Experts how = new Knowledge.Experts(2, 3, 4, 3);
      SplittableRandom random = new SplittableRandom(SEED);
      ExpertTexts experts = new ExpertTexts(torch.manager(), texts, how, random.split());
      float[] text = new float[texts.fieldDims()];
      for (int i = 0; i < text.length; i++) {
        text[i] = (float) random.nextGaussian();
      }
      NDArray in = torch.manager().create(text, new Shape(1, text.length));
      for (NDArray parameter : experts.others()) {
        parameter.addi(torch.manager().create(noise(random, parameter), parameter.getShape()));
      }
      in.setRequiresGradient(true);
      ExpertWeights weights = experts.userWeights();
      double[] expected = NaiveCross.experts(weights, NaiveCross.doubles(text));
      float[] out;
      try (GradientCollector collector = torch.collector()) {
        NDArray result = experts.ofUsers(step, in);
        out = result.toFloatArray();
        collector.backward(result.square().sum());
      }
      float[] heap = weights.apply(text);
      for (int d = 0; d < expected.length; d++) {
        assertEquals(expected[d], out[d], 1e-5, "engine, seed " + SEED);
        assertEquals(expected[d], heap[d], 1e-5, "heap, seed " + SEED);
      }
      assertEquals(1, Arrays.stream(weights.gate(text)).sum(), 1e-9);
      float[] gradient = in.getGradient().toFloatArray();
      for (int i = 0; i < text.length; i++) {
        double[] above = NaiveCross.doubles(text);
        double[] below = NaiveCross.doubles(text);
        above[i] += 1e-6;
        below[i] -= 1e-6;
        double slope = (squares(weights, above) - squares(weights, below)) / 2e-6;
        assertEquals(slope, gradient[i], 1e-3 * (1 + Math.abs(slope)), "seed " + SEED);
      }
    }
  }

  private static float[] noise(SplittableRandom random, NDArray parameter) {
    float[] noise = new float[(int) parameter.size()];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) (0.5 * random.nextGaussian());
    }
    return noise;
  }

  private static double squares(ExpertWeights weights, double[] text) {
    return Arrays.stream(NaiveCross.experts(weights, text)).map(value -> value * value).sum();
  }

  /** By the gates' own weights: the softmax is where a hand-made gradient would go wrong. */
  @Test
  void gradientsOfAGateAreFiniteDifferences() throws IOException {
    try (MethodWorld world = new MethodWorld(folder)) {
      TextInput texts =
          TextInput.load(
              torch.manager(), MethodWorld.data().items().asList(), world.texts().fields());
      SplittableRandom random = new SplittableRandom(SEED);
      Knowledge.Experts how = new Knowledge.Experts(1, 2, 3, 2);
      ExpertTexts experts = new ExpertTexts(torch.manager(), texts, how, random.split());
      List<NDArray> others = experts.others();
      // The gates' weights and biases come last, in pairs, before what stands for missing texts.
      NDArray gate = others.get(others.size() - 3);
      gate.setRequiresGradient(true);
      float[] text = {0.5f, -1, 0.25f, 2, 1, -0.5f, 0, 1.5f};
      try (GradientCollector collector = torch.collector()) {
        NDArray in = torch.manager().create(text, new Shape(1, text.length));
        collector.backward(experts.ofUsers(step, in).square().sum());
      }
      float[] gradient = gate.getGradient().toFloatArray();
      ExpertWeights weights = experts.userWeights();
      double[] plain = NaiveCross.doubles(text);
      for (int i = 0; i < gradient.length; i++) {
        float before = weights.gate()[i];
        float above = before + 1e-2f;
        float below = before - 1e-2f;
        weights.gate()[i] = above;
        double high = squares(weights, plain);
        weights.gate()[i] = below;
        double low = squares(weights, plain);
        weights.gate()[i] = before;
        double slope = (high - low) / ((double) above - below);
        assertEquals(slope, gradient[i], 2e-3 * (1 + Math.abs(slope)), "number " + i);
      }
    }
  }

  /** LLM-Rec's item: 384 numbers for the description and for each of k answers. */
  @Test
  void widthsAreThoseOfThePapers() throws IOException {
    Map<String, VectorFile> fields = new LinkedHashMap<>();
    for (String field : List.of("description", "rec-tag", "rec-infer", "rec-paraphrase")) {
      Path file = folder.resolve(field + ".vec");
      try (VectorFileWriter writer = VectorFileWriter.create(file, 384, Map.of())) {
        writer.add("a", vector(1));
        writer.add("b", vector(2));
      }
      fields.put(field, VectorFile.open(file));
    }
    TextInput texts = TextInput.load(torch.manager(), List.of("a", "b"), fields);
    float[] histories = new float[5 * 384];
    Sides raw = sides("dcn-v2", Map.of("text-dims", 0), texts, histories);
    assertEquals(16, raw.userWidth());
    assertEquals(16 + 384 * (1 + 3), raw.itemWidth());
    assertEquals(16 + 32, sides("dcn-v2", Map.of(), texts, histories).itemWidth());
    Sides kar = sides("kar", Map.of(), texts, histories);
    assertEquals(16 + 32, kar.userWidth());
    assertEquals(16 + 4 * 32, kar.itemWidth());
    assertEquals(new Shape(2, 144), kar.items(step, new long[] {0, 1}).getShape());
    assertEquals(new Shape(3, 48), kar.users(step, new long[] {4, 0, 1}).getShape());
    fields.values().forEach(VectorFile::close);
  }

  private static float[] vector(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] vector = new float[384];
    for (int d = 0; d < vector.length; d++) {
      vector[d] = (float) random.nextGaussian();
    }
    return vector;
  }

  private Sides sides(
      String method, Map<String, Object> given, TextInput texts, float[] histories) {
    Settings settings = Settings.of(method, given);
    CrossSettings how =
        CrossSettings.read(
            settings, method.equals("kar") ? Knowledge.Experts::read : Knowledge.Linear::read);
    return Sides.of(torch.manager(), texts, histories, how, new SplittableRandom(1));
  }
}
