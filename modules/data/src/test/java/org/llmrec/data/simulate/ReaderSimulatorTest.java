package org.llmrec.data.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Interaction;
import org.llmrec.core.Item;
import org.llmrec.data.catalogue.CatalogueReader;
import org.llmrec.data.catalogue.CatalogueSource;
import org.llmrec.data.record.Rejects;

class ReaderSimulatorTest {
  private static final Path SAMPLE = Path.of(System.getProperty("llmrec.root"), "data", "sample");

  @TempDir Path folder;

  @Test
  void theSampleIsWhatTheSimulatorWrites() throws IOException {
    Path file = folder.resolve("interactions.csv");
    SimulatedReaders.write(file, catalogue(), SimulatorOptions.of(400, 7));
    assertEquals(
        Files.readString(SAMPLE.resolve("interactions.csv")),
        Files.readString(file),
        "run: llmrec simulate --catalogue data/sample/catalogue.jsonl --readers 400 --seed 7"
            + " --out data/sample/interactions.csv");
  }

  @Test
  void aReaderIsTheSameAmongFewAndMany() throws IOException {
    List<Interaction> few = simulate(5, 11);
    List<Interaction> many = simulate(50, 11);
    assertEquals(few, many.subList(0, few.size()));
  }

  @Test
  void anotherSeedGivesOtherReaders() throws IOException {
    assertTrue(!simulate(5, 1).equals(simulate(5, 2)));
  }

  @Test
  void nobodyReadsAnItemTwiceAndEverybodyIsLabelledAsSimulated() throws IOException {
    Set<String> seen = new HashSet<>();
    for (Interaction interaction : simulate(100, 3)) {
      assertTrue(seen.add(interaction.user() + " " + interaction.item()), interaction::toString);
      assertTrue(interaction.user().startsWith("sim-"), interaction::toString);
      assertTrue(interaction.value() >= 1 && interaction.value() <= 5, interaction::toString);
    }
  }

  private static List<Interaction> simulate(int readers, long seed) throws IOException {
    List<Interaction> all = new ArrayList<>();
    new ReaderSimulator(catalogue(), SimulatorOptions.of(readers, seed)).simulate(all::add);
    return all;
  }

  private static List<Item> catalogue() throws IOException {
    List<Item> items = new ArrayList<>();
    try (Rejects rejects = Rejects.refusing();
        CatalogueReader reader =
            new CatalogueReader(CatalogueSource.of(SAMPLE.resolve("catalogue.jsonl")), rejects)) {
      for (Item item = reader.next(); item != null; item = reader.next()) {
        items.add(item);
      }
    }
    return items;
  }
}
