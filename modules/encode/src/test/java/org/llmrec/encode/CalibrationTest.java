package org.llmrec.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.encode.internal.NativeHandles;
import org.llmrec.encode.internal.PlanCache;

/** A trial happens where it is asked for, once, and what is given is not tried. */
class CalibrationTest {
  @TempDir Path folder;

  @Test
  void isMadeOnceAndOnlyWhereItIsAskedFor() throws IOException {
    Path model = TinyModel.in(folder.resolve("model"), 3);
    Path cache = folder.resolve("cache");
    List<String> texts = IntStream.range(0, 3000).mapToObj(i -> "whale " + i).toList();
    long before = NativeHandles.open();

    for (EncoderOptions untried :
        List.of(EncoderOptions.defaults(), new EncoderOptions(1, 256).calibrated())) {
      open(model, untried, cache).close();
      assertTrue(Files.notExists(cache));
    }

    EncoderPlan plan;
    float[][] vectors;
    try (TextEncoder first = open(model, EncoderOptions.defaults().calibrated(), cache)) {
      Placement placement = first.placement().orElseThrow();
      plan = placement.plan();
      vectors = first.encode(texts).vectors();
      assertEquals(1, placement.notes().size());
      assertTrue(List.of(512, 1024, 2048).contains(plan.tokenBudget()), plan.toString());
    }
    try (TextEncoder second = open(model, EncoderOptions.defaults().calibrated(), cache)) {
      assertEquals(plan, second.placement().orElseThrow().plan());
      assertEquals(List.of(), second.placement().orElseThrow().notes());
      assertArrayEquals(vectors, second.encode(texts).vectors());
    }

    EncoderOptions three =
        new EncoderOptions(
            Device.cpu(), EncoderOptions.Planning.AUTO, OptionalInt.of(3), OptionalInt.empty());
    try (TextEncoder mixed = open(model, three, cache)) {
      assertEquals(new EncoderPlan(3, plan.tokenBudget()), mixed.placement().orElseThrow().plan());
    }
    assertEquals(before, NativeHandles.open());
  }

  private static TextEncoder open(Path model, EncoderOptions options, Path cache)
      throws IOException {
    return OnnxTextEncoder.open(model, options, () -> PlanCache.in(cache));
  }
}
