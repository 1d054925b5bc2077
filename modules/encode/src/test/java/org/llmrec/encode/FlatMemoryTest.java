package org.llmrec.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.encode.StreamingChild.Sample;

/** Memory depends neither on how many texts went through nor on how often a model was opened. */
@Tag("full")
class FlatMemoryTest {
  private static final long MIB = 1L << 20;

  @TempDir Path folder;

  /** A vector is 32 bytes, a text 40, a tensor's native object some hundreds: a leak is 30 MiB. */
  @Test
  void aMillionDistinctTextsNeedNoMoreThanTheFirstHalfOfThem() throws Exception {
    List<Sample> samples = StreamingChild.run(folder, "stream", 1_000_000);
    assertEquals(11, samples.size());
    assertFlat(samples.subList(0, 10), Sample::heap, 4 * MIB);
    assertFlat(samples.subList(0, 10), Sample::resident, 16 * MIB);
    assertEquals(0, samples.get(10).handles());
  }

  /** A session holds a table of 1 MB. */
  @Test
  void openingAndClosingAgainAndAgainLeavesNothing() throws Exception {
    List<Sample> samples = StreamingChild.run(folder, "reopen", 50);
    samples.forEach(sample -> assertEquals(0, sample.handles()));
    assertFlat(samples, Sample::heap, 2 * MIB);
    assertFlat(samples, Sample::resident, 16 * MIB);
  }

  private static void assertFlat(List<Sample> samples, ToLongFunction<Sample> of, long allowance) {
    int half = samples.size() / 2;
    long first = most(samples.subList(0, half), of);
    long second = most(samples.subList(half, samples.size()), of);
    assertTrue(second <= first + allowance, first + " bytes, then " + second + ": " + samples);
  }

  private static long most(List<Sample> samples, ToLongFunction<Sample> of) {
    return samples.stream().mapToLong(of).max().orElseThrow();
  }
}
