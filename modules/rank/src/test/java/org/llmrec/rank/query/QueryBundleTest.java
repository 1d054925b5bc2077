package org.llmrec.rank.query;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.io.Verify;
import org.llmrec.rank.EncoderRef;
import org.llmrec.rank.Provenance;
import org.llmrec.rank.list.ListNetwork;

/** The bundle of a learnt order of search. */
class QueryBundleTest {
  private static final List<String> IDS = List.of("a", "b", "c");

  @TempDir Path folder;

  private static QueryRanker ranker() {
    return new QueryRanker(
        List.of("fused", "words"),
        new ListNetwork(
            new float[] {1, -2}, new float[] {0.5f, 3}, new float[] {-1}, new float[] {0.25f}),
        200,
        new int[][] {{0, 1}, {}, {1}},
        2,
        new int[] {0, 31, 16});
  }

  private void write() throws IOException {
    QueryBundle.write(
        folder,
        ranker(),
        IDS,
        new Provenance(
            new EncoderRef("none", "00".repeat(32)), "data", "split", 1, Map.of(), Map.of()));
  }

  @Test
  void whatIsWrittenIsReadAndWrittenAgainToTheSameBytes() throws IOException {
    write();
    QueryRanker found = QueryBundle.open(folder, Verify.FULL).ranker();
    QueryRanker expected = ranker();
    assertEquals(expected.features(), found.features());
    assertEquals(expected.depth(), found.depth());
    assertArrayEquals(expected.likedBy(), found.likedBy());
    assertArrayEquals(expected.missing(), found.missing());
    assertArrayEquals(expected.network().weight(), found.network().weight());
    byte[] first = Files.readAllBytes(folder.resolve("ranker.safetensors"));
    String manifest = Files.readString(folder.resolve("manifest.json"));
    write();
    assertArrayEquals(first, Files.readAllBytes(folder.resolve("ranker.safetensors")));
    assertEquals(manifest, Files.readString(folder.resolve("manifest.json")));
  }

  @Test
  void anyChangedByteIsRefused() throws IOException {
    write();
    for (String name : List.of("ranker.safetensors", "probe.safetensors", "manifest.json")) {
      Path file = folder.resolve(name);
      byte[] whole = Files.readAllBytes(file);
      for (int at = 0; at < whole.length; at += 7) {
        byte[] damaged = whole.clone();
        damaged[at] ^= 1;
        Files.write(file, damaged);
        CorruptFileException e =
            assertThrows(
                CorruptFileException.class,
                () -> QueryBundle.open(folder, Verify.FULL),
                name + " at " + at);
        assertTrue(e.getMessage().contains("expected "), e.getMessage());
      }
      Files.write(file, whole);
    }
    Files.delete(folder.resolve("probe.safetensors"));
    assertThrows(CorruptFileException.class, () -> QueryBundle.open(folder, Verify.FAST));
  }

  @Test
  void aBundleOfAnotherCatalogueIsRefused() throws IOException {
    write();
    QueryBundle bundle = QueryBundle.open(folder, Verify.FAST);
    bundle.requireItems(folder, IDS);
    assertThrows(
        CorruptFileException.class, () -> bundle.requireItems(folder, List.of("a", "c", "b")));
  }
}
