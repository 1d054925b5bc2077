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
import org.llmrec.data.record.Format;
import org.llmrec.data.record.Nearest;
import picocli.CommandLine.Option;

/** Where a catalogue and its interactions come from. */
final class DataOptions {
  private static final Set<String> OF_CATALOGUE =
      Set.of("id", "title", "description", "categories");
  private static final Set<String> OF_INTERACTIONS =
      Set.of("user", "item", "value", "timestamp", "event");

  @Option(names = "--catalogue", paramLabel = "FILE", description = "Items, as JSONL or CSV.")
  private Path catalogue;

  @Option(
      names = "--interactions",
      paramLabel = "FILE",
      description = "Who did what with which item, as CSV or JSONL.")
  private Path interactions;

  @Option(
      names = "--format",
      defaultValue = "auto",
      description = "auto, jsonl, csv, tsv or movielens (${DEFAULT-VALUE}).")
  private String format;

  @Option(
      names = "--map",
      paramLabel = "FIELD=COLUMN",
      description =
          "Where a field stands under a name that is not recognised; fields: id, title,"
              + " description, categories; user, item, value, timestamp, event. May be repeated.")
  private Map<String, String> map = new LinkedHashMap<>();

  /**
   * What the options say.
   *
   * @param catalogue a file, or the folder of a MovieLens data set; so too {@code interactions}
   */
  record Data(
      Path catalogue,
      Map<String, String> catalogueMap,
      Path interactions,
      Map<String, String> interactionsMap,
      Format format) {
    /** Where the items are. */
    CatalogueSource items() {
      return new CatalogueSource(catalogue, format, catalogueMap);
    }
  }

  /**
   * Reads the options.
   *
   * @param folder the data's folder, as a parameter of the command; null for none
   * @throws ConfigException if they do not say where both are, or map a field that does not exist
   */
  Data data(Path folder) {
    Format parsed = Format.parse(format);
    if (parsed == Format.MOVIELENS && folder != null) {
      return new Data(folder, Map.of(), folder, Map.of(), parsed);
    }
    if (catalogue == null || interactions == null) {
      throw new ConfigException(
          OptionCode.OPTION_MISSING,
          "expected --catalogue FILE and --interactions FILE, or --format movielens with the data's"
              + " folder, found "
              + (catalogue == null ? "no --catalogue" : "no --interactions"));
    }
    Map<String, String> ofCatalogue = new LinkedHashMap<>();
    Map<String, String> ofInteractions = new LinkedHashMap<>();
    map.forEach(
        (field, column) -> {
          if (OF_CATALOGUE.contains(field)) {
            ofCatalogue.put(field, column);
          } else if (OF_INTERACTIONS.contains(field)) {
            ofInteractions.put(field, column);
          } else {
            List<String> known =
                Stream.concat(OF_CATALOGUE.stream(), OF_INTERACTIONS.stream()).sorted().toList();
            throw new ConfigException(
                OptionCode.NAME_UNKNOWN,
                "--map " + field + ": expected one of " + known + Nearest.hint(field, known));
          }
        });
    return new Data(catalogue, ofCatalogue, interactions, ofInteractions, parsed);
  }
}
