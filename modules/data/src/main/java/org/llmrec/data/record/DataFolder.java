package org.llmrec.data.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.core.error.OptionCode;

/** Finds the files of a data set that comes as a folder. */
final class DataFolder {
  private DataFolder() {}

  /** What the files of a format are called, packed or not; with a star where a name is free. */
  private static List<String> names(Format format, Kind kind) {
    boolean items = kind == Kind.CATALOGUE;
    return switch (format) {
      case MOVIELENS -> List.of(items ? "movies.csv" : "ratings.csv");
      case ML_1M -> List.of(items ? "movies.dat" : "ratings.dat");
      case ML_100K -> List.of(items ? "u.item" : "u.data");
      case RECBOLE -> List.of(items ? "*.item" : "*.inter");
      case AUTO -> {
        List<String> all = new ArrayList<>();
        for (Format each :
            List.of(Format.MOVIELENS, Format.ML_1M, Format.ML_100K, Format.RECBOLE)) {
          all.addAll(names(each, kind));
        }
        yield all;
      }
      case JSONL, CSV, TSV, PARQUET, TREC -> List.of();
    };
  }

  static Path file(Format format, Path path, Kind kind) {
    List<String> names = names(format, kind);
    if (names.isEmpty() || !Files.isDirectory(path)) {
      return path;
    }
    for (String name : names) {
      List<Path> found = found(path, name);
      if (found.size() == 1) {
        return found.getFirst();
      }
      if (found.size() > 1) {
        throw new ConfigException(
            OptionCode.OPTION_VALUE,
            path
                + ": expected one file for the "
                + kind.label()
                + ", found "
                + found.stream().map(Path::getFileName).toList()
                + "; name the one to read");
      }
    }
    throw new ConfigException(
        DataCode.FILE_MISSING,
        path
            + ": expected a file for the "
            + kind.label()
            + " in this folder ("
            + String.join(", ", names)
            + ", packed or not), found none; name the file, or for a folder of TREC documents"
            + " declare the format trec");
  }

  private static List<Path> found(Path folder, String name) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(folder, name + "{,.gz,.zst,.zstd}")) {
      entries.forEach(found::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    found.sort(null);
    return found;
  }
}
