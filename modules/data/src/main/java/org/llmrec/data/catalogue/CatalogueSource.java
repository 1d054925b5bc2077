package org.llmrec.data.catalogue;

import java.nio.file.Path;
import java.util.Map;
import org.llmrec.data.record.Format;

/**
 * Where a catalogue comes from.
 *
 * @param path a file, or for {@link Format#MOVIELENS} the folder with {@code movies.csv}
 * @param format how it is written
 * @param columns from a field ({@code id, title, description, categories}) to the column that
 *     carries it, for those that are not recognised by their name
 */
public record CatalogueSource(Path path, Format format, Map<String, String> columns) {
  /** Copies the map. */
  public CatalogueSource {
    columns = Map.copyOf(columns);
  }

  /** Format and columns found out from the file. */
  public static CatalogueSource of(Path path) {
    return new CatalogueSource(path, Format.AUTO, Map.of());
  }

  /** The file to read. */
  public Path file() {
    return format.file(path, "movies.csv");
  }
}
