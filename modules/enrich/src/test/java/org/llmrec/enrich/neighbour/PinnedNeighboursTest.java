package org.llmrec.enrich.neighbour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;

class PinnedNeighboursTest {
  private static final long SEED = 20261128;

  @TempDir Path folder;
  private Path file;
  private TrainingData data;

  @BeforeEach
  void compute() throws IOException, InterruptedException {
    InteractionTable.Builder rows = new InteractionTable.Builder();
    int[][] edges = {{0, 0}, {0, 1}, {1, 0}, {1, 1}, {1, 2}};
    for (int[] edge : edges) {
      rows.add(edge[0], edge[1], 1, 0);
    }
    data =
        TrainingData.everything(
            rows.build(Ids.of(List.of("u0", "u1")), Ids.of(List.of("a", "b", "c", "d"))));
    file = folder.resolve("neighbours.jsonl");
    PinnedNeighbours.compute(data, NeighbourOptions.defaults(), file, Progress.silent());
  }

  private static Optional<Item> text(String id) {
    return id.equals("c")
        ? Optional.empty()
        : Optional.of(new Item(id, "title of " + id, "", List.of(), Map.of()));
  }

  @Test
  void listsComeBackWithTheGraphTheyWereFoundBy() throws IOException {
    PinnedNeighbours pinned = PinnedNeighbours.open(file, id -> Optional.of(item(id)));
    NeighbourSource.Near near = pinned.of("a");
    assertEquals(List.of("b", "c"), near.items().stream().map(Item::id).toList());
    assertEquals(data.hash(), near.graph());
    assertEquals(data.hash(), pinned.facts().graph());
    assertEquals(3, pinned.size());
  }

  @Test
  void anItemWithoutAListHasNoNeighboursAndNoGraph() throws IOException {
    PinnedNeighbours pinned = PinnedNeighbours.open(file, id -> Optional.of(item(id)));
    for (String id : List.of("d", "somebody else")) {
      assertEquals(new NeighbourSource.Near(List.of(), ""), pinned.of(id));
    }
  }

  @Test
  void aNeighbourThatLeftTheCatalogueIsLeftOut() throws IOException {
    PinnedNeighbours pinned = PinnedNeighbours.open(file, PinnedNeighboursTest::text);
    assertEquals(List.of("b"), pinned.of("a").items().stream().map(Item::id).toList());
  }

  @Test
  void damageIsFound() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 200; round++) {
      byte[] damaged =
          switch (round % 3) {
            case 0 -> Arrays.copyOf(whole, random.nextInt(whole.length - 1));
            case 1 -> flipped(whole, random);
            default -> zeroed(whole, random);
          };
      Files.write(file, damaged);
      CorruptFileException found =
          assertThrows(
              CorruptFileException.class,
              () -> PinnedNeighbours.open(file, PinnedNeighboursTest::text),
              "seed " + SEED + ", round " + round);
      assertTrue(found.getMessage().contains("--refresh-neighbours"), found::getMessage);
    }
  }

  private static byte[] flipped(byte[] whole, SplittableRandom random) {
    byte[] damaged = whole.clone();
    // The last byte is the line feed at the end, without which the file says the same.
    damaged[random.nextInt(whole.length - 1)] ^= (byte) (1 << random.nextInt(7));
    return damaged;
  }

  private static byte[] zeroed(byte[] whole, SplittableRandom random) {
    byte[] damaged = whole.clone();
    int from = random.nextInt(whole.length - 2);
    Arrays.fill(damaged, from, from + 1 + random.nextInt(whole.length - 1 - from), (byte) 0);
    return damaged;
  }

  private static Item item(String id) {
    return new Item(id, "title of " + id, "", List.of(), Map.of());
  }
}
