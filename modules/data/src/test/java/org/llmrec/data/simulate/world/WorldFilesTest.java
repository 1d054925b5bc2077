package org.llmrec.data.simulate.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.io.Hashes;
import org.llmrec.data.catalogue.CatalogueFiles;

class WorldFilesTest {
  @TempDir private Path folder;

  @Test
  void everyItemIsThereOnceWithAnAnswer() throws IOException {
    WorldFiles.Written written = write(folder, 1_234, 5_000);

    List<Item> items = CatalogueFiles.read(folder.resolve(WorldFiles.ITEMS));
    Set<String> ids = new HashSet<>();
    items.forEach(item -> assertTrue(ids.add(item.id()), item.id()));

    assertEquals(1_234, written.items());
    assertEquals(1_234, ids.size());
    assertEquals(1_234, Files.readAllLines(folder.resolve(WorldFiles.ANSWERS)).size());
    assertTrue(items.stream().allMatch(x -> !x.title().isBlank() && !x.description().isBlank()));
  }

  @Test
  void interactionsAreAsManyAsAskedForAndNoneIsRepeated() throws IOException {
    WorldFiles.Written written = write(folder, 500, 10_000);
    List<String> lines = Files.readAllLines(folder.resolve(WorldFiles.INTERACTIONS));

    assertEquals(written.interactions(), lines.size() - 1);
    assertTrue(written.interactions() >= 10_000 && written.interactions() < 10_250);
    Set<String> pairs = new HashSet<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",");
      assertTrue(pairs.add(fields[0] + " " + fields[1]), line);
      assertTrue(List.of("2", "3", "4", "5").contains(fields[2]), line);
    }
  }

  /** What a large world begins with is what a small one of as many items is. */
  @Test
  void morePeopleLeaveTheOthersAsTheyWere() throws IOException {
    write(folder.resolve("few"), 500, 1_000);
    write(folder.resolve("many"), 500, 9_000);

    String few = Files.readString(folder.resolve("few").resolve(WorldFiles.INTERACTIONS));
    String many = Files.readString(folder.resolve("many").resolve(WorldFiles.INTERACTIONS));

    assertTrue(many.startsWith(few));
  }

  /** So that reports of different machines are about the same data. */
  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    write(folder, 100, 1_000);

    assertEquals(
        List.of(
            "deba6e4ccf9547f1134aab8e878d9eae075e5236892309b0bd748cb648bbe864",
            "0a9dbad89b80797a5e4c832588150833b48284300658e58363f63fed77d84958",
            "b42721dccf3a5503d6072e5087cba5d03ac285433da9288356873e104a598b4f"),
        List.of(
            Hashes.sha256(folder.resolve(WorldFiles.ITEMS)),
            Hashes.sha256(folder.resolve(WorldFiles.ANSWERS)),
            Hashes.sha256(folder.resolve(WorldFiles.INTERACTIONS))));
  }

  /** Catalogues have few items that many people meet, and many that few do. */
  @Test
  void aTenthOfTheItemsGetsFourTenthsOfTheInteractions() throws IOException {
    WorldFiles.Written written = write(folder, 2_000, 40_000);
    Map<String, Integer> met = new HashMap<>();
    Files.readAllLines(folder.resolve(WorldFiles.INTERACTIONS)).stream()
        .skip(1)
        .forEach(line -> met.merge(line.split(",")[1], 1, Integer::sum));
    int[] counts = met.values().stream().mapToInt(n -> n).sorted().toArray();

    long top = Arrays.stream(counts, Math.max(0, counts.length - 200), counts.length).sum();

    assertTrue(top > 0.4 * written.interactions(), top + " of " + written.interactions());
  }

  @Test
  void noTwoWordsAreAlike() {
    assertEquals(
        Lexicon.SIZE, IntStream.range(0, Lexicon.SIZE).mapToObj(Lexicon::word).distinct().count());
  }

  @Test
  void genresShareTheItemsAmongThem() {
    World world = new World(WorldOptions.of(1_003, 100, 1));
    int items = IntStream.range(0, world.genres()).map(world::size).sum();

    assertEquals(1_003, items);
    assertEquals(1_003, IntStream.range(0, 1_003).map(world::at).distinct().count());
  }

  @Test
  void aNumberOutOfRangeIsNamed() {
    ConfigException refused = assertThrows(ConfigException.class, () -> WorldOptions.of(3, 100, 1));

    assertEquals("world: items: expected 10 to 1000000000, found 3", refused.getMessage());
  }

  private static WorldFiles.Written write(Path folder, int items, long interactions)
      throws IOException {
    return WorldFiles.write(folder, WorldOptions.of(items, interactions, 7), Progress.silent());
  }
}
