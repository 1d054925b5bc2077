package org.llmrec.data.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.collection.CollectionFiles;
import org.llmrec.data.record.Encoding;
import org.llmrec.data.record.FileFacts;
import org.llmrec.data.record.Format;
import org.llmrec.data.record.Kind;

/**
 * Where a catalogue comes from.
 *
 * @param path a file, packed or not; or the folder of a data set, or of documents for {@link
 *     Format#TREC}
 * @param format how it is written
 * @param encoding how its bytes are text
 * @param columns from a field ({@code id, title, description, categories}) to the column that
 *     carries it, for those that are not recognised by their name
 */
public record CatalogueSource(
    Path path, Format format, Encoding encoding, Map<String, String> columns) {
  /** In the encoding that such files usually have. */
  public CatalogueSource(Path path, Format format, Map<String, String> columns) {
    this(path, format, Encoding.AUTO, columns);
  }

  /** Copies the map. */
  public CatalogueSource {
    columns = Map.copyOf(columns);
  }

  /** Format and columns found out from the file. */
  public static CatalogueSource of(Path path) {
    return new CatalogueSource(path, Format.AUTO, Map.of());
  }

  /**
   * The file to read; of a folder of documents the folder.
   *
   * @throws ConfigException if a folder does not have one
   */
  public Path file() {
    return format.file(path, Kind.CATALOGUE);
  }

  /**
   * All files that are read: one, or those of a folder of documents.
   *
   * @throws ConfigException if there is none
   */
  public List<Path> files() {
    Path file = file();
    if (format != Format.TREC || !Files.isDirectory(file)) {
      return List.of(file);
    }
    try {
      return CollectionFiles.below(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether these are documents in tagged text. */
  boolean isTagged() throws IOException {
    return format == Format.TREC
        || (format == Format.AUTO
            && FileFacts.of(file(), format, encoding).format() == Format.TREC);
  }
}
