package org.llmrec.cli.internal;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.data.catalogue.CatalogueSource;
import org.llmrec.data.record.Encoding;
import org.llmrec.data.record.Format;
import org.llmrec.data.record.Nearest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a catalogue and its interactions come from. */
final class DataOptions {
  private static final Set<String> OF_CATALOGUE =
      Set.of("id", "title", "description", "categories");
  private static final Set<String> OF_INTERACTIONS =
      Set.of("user", "item", "value", "timestamp", "event");

  @Option(
      names = "--catalogue",
      paramLabel = "FILE",
      description = "Items: JSONL, CSV, Parquet and others, packed with gzip or zstd or not.")
  private Path catalogue;

  @Option(
      names = "--interactions",
      paramLabel = "FILE",
      description = "Who did what with which item, in the same formats.")
  private Path interactions;

  @Mixin private FormatOptions written;

  /**
   * What the options say.
   *
   * @param catalogue a file, or the folder of a data set; so too {@code interactions}
   */
  record Data(
      Path catalogue,
      Map<String, String> catalogueMap,
      Path interactions,
      Map<String, String> interactionsMap,
      Format format,
      Encoding encoding) {
    /** Where the items are. */
    CatalogueSource items() {
      return new CatalogueSource(catalogue, format, encoding, catalogueMap);
    }

    /** How the interactions are written: documents are a catalogue only. */
    Format interactionsFormat() {
      return format == Format.TREC ? Format.AUTO : format;
    }
  }

  /**
   * Reads the options.
   *
   * @param folder the data's folder, as a parameter of the command; null for none
   * @throws ConfigException if they do not say where both are, or map a field that does not exist
   */
  Data data(Path folder) {
    Path items = catalogue == null ? folder : catalogue;
    Path events = interactions == null ? folder : interactions;
    if (items == null || events == null) {
      throw new ConfigException(
          OptionCode.OPTION_MISSING,
          "expected --catalogue FILE and --interactions FILE, or the folder of a data set, found "
              + (items == null ? "no --catalogue" : "no --interactions"));
    }
    Map<String, String> ofCatalogue = new LinkedHashMap<>();
    Map<String, String> ofInteractions = new LinkedHashMap<>();
    written
        .map()
        .forEach(
            (field, column) -> {
              if (OF_CATALOGUE.contains(field)) {
                ofCatalogue.put(field, column);
              } else if (OF_INTERACTIONS.contains(field)) {
                ofInteractions.put(field, column);
              } else {
                List<String> known =
                    Stream.concat(OF_CATALOGUE.stream(), OF_INTERACTIONS.stream())
                        .sorted()
                        .toList();
                throw new ConfigException(
                    OptionCode.NAME_UNKNOWN,
                    "--map " + field + ": expected one of " + known + Nearest.hint(field, known));
              }
            });
    return new Data(
        items, ofCatalogue, events, ofInteractions, written.format(), written.encoding());
  }
}
