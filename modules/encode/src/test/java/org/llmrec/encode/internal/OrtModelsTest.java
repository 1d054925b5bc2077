package org.llmrec.encode.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.llmrec.encode.Device;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.encode.TestModel;

/** Copies of a model share out a call's batches; which copy computed one cannot be seen. */
class OrtModelsTest {
  private static final int BUDGET = 64;

  @Test
  void severalCopiesGiveTheVectorsOfOne() throws IOException {
    Path graph = TestModel.folder().resolve(EncoderManifest.MODEL);
    EncoderManifest manifest = TestModel.manifest();
    long before = NativeHandles.open();
    try (OrtModels one = OrtModels.of(List.of(copy(graph, manifest)), Device.cpu(), graph);
        OrtModels three =
            OrtModels.of(
                List.of(copy(graph, manifest), copy(graph, manifest), copy(graph, manifest)),
                Device.cpu(),
                graph)) {
      assertEquals(before + 4, NativeHandles.open());
      assertArrayEquals(vectors(one, 1, manifest), vectors(three, 3, manifest));
    }
    assertEquals(before, NativeHandles.open());
  }

  private static OrtModel copy(Path graph, EncoderManifest manifest) {
    return OrtModel.open(graph, manifest, Device.cpu());
  }

  private static float[][] vectors(OrtModels models, int workers, EncoderManifest manifest)
      throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    String[] texts = new String[40];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = "moon door river ".repeat(random.nextInt(6)) + i;
    }
    Path tokenizer = TestModel.folder().resolve(EncoderManifest.TOKENIZER);
    float[][] vectors = new float[texts.length][];
    try (Tokeniser tokeniser = Tokeniser.open(tokenizer, BUDGET);
        Crew crew = new Crew(workers - 1, "copies")) {
      TokenisedTexts tokenised = TokenisedTexts.of(texts, texts.length, tokeniser, crew);
      List<int[]> batches = BatchPlan.of(tokenised.lengths(), BUDGET);
      Slots slots = new Slots(workers, BUDGET, manifest.width());
      crew.run(
          batches.size(),
          b -> slots.with(slot -> models.encode(slot, tokenised, batches.get(b), vectors)));
    }
    return vectors;
  }
}
