package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.llmrec.core.Item;
import org.llmrec.data.catalogue.CatalogueReader;
import org.llmrec.data.catalogue.CatalogueSource;
import org.llmrec.data.record.Rejects;
import org.llmrec.data.simulate.SimulatedReaders;
import org.llmrec.data.simulate.SimulatorOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Invents readers for a catalogue. */
@Command(
    name = "simulate",
    description = {
      "Invents readers for a catalogue, from a seed, and writes their ratings as CSV.",
      "For samples and tests: figures measured on simulated readers say nothing about quality."
    })
final class SimulateCommand extends TerminalCommand {
  @Option(names = "--catalogue", required = true, description = "The catalogue, JSONL or CSV.")
  private Path catalogue;

  @Option(names = "--out", required = true, description = "The CSV file to write.")
  private Path out;

  @Option(names = "--readers", defaultValue = "400", description = "How many (${DEFAULT-VALUE}).")
  private int readers;

  @Option(names = "--seed", defaultValue = "7", description = "Same seed, same readers.")
  private long seed;

  @Option(names = "--prefix", defaultValue = "sim-", description = "What ids begin with.")
  private String prefix;

  @Option(names = "--mean-history", defaultValue = "22", description = "Items per reader, about.")
  private double meanHistory;

  @Option(names = "--taste", defaultValue = "3", description = "Pull of categories and authors.")
  private double taste;

  @Option(names = "--fame", defaultValue = "0.6", description = "Pull of the same few items.")
  private double fame;

  @Override
  public Integer call() throws IOException {
    List<Item> items = new ArrayList<>();
    try (Rejects rejects = Rejects.refusing();
        CatalogueReader reader = new CatalogueReader(CatalogueSource.of(catalogue), rejects)) {
      for (Item item = reader.next(); item != null; item = reader.next()) {
        items.add(item);
      }
    }
    SimulatedReaders.write(
        out, items, new SimulatorOptions(readers, seed, prefix, meanHistory, taste, fame));
    terminal.note("%,d simulated readers of %,d items in %s", readers, items.size(), out);
    return 0;
  }
}
