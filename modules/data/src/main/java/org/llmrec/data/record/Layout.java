package org.llmrec.data.record;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Tables without a header, as GroupLens published MovieLens before 2015. A column without a name
 * here is passed over.
 */
enum Layout {
  /** {@code ratings.dat}; asked first, since its lines could be films, too. */
  RATINGS_DAT(
      Format.ML_1M,
      "::",
      "\\d+::\\d+::[\\d.]+::\\d+",
      List.of("userId", "movieId", "rating", "timestamp")),
  /** {@code movies.dat}. */
  MOVIES_DAT(Format.ML_1M, "::", "\\d+::.*::[^:]*", List.of("movieId", "title", "genres")),
  /** {@code u.item}: two dates and an address, the second date never filled; then 19 flags. */
  U_ITEM(
      Format.ML_100K,
      "|",
      "\\d+\\|[^|]*(\\|[^|]*){3}(\\|[01]){19}",
      List.of("movieId", "title", "release_date", "", "", "genres")),
  /** {@code u.data}. */
  U_DATA(
      Format.ML_100K,
      "\t",
      "\\d+\t\\d+\t[\\d.]+\t\\d+",
      List.of("userId", "movieId", "rating", "timestamp"));

  /**
   * What the flags of {@code u.item} say, by {@code u.genre}; the first, "unknown", says nothing.
   */
  static final List<String> GENRES =
      List.of(
          "",
          "Action",
          "Adventure",
          "Animation",
          "Children's",
          "Comedy",
          "Crime",
          "Documentary",
          "Drama",
          "Fantasy",
          "Film-Noir",
          "Horror",
          "Musical",
          "Mystery",
          "Romance",
          "Sci-Fi",
          "Thriller",
          "War",
          "Western");

  private final Format format;
  private final String delimiter;
  private final Pattern line;
  private final List<String> columns;

  Layout(Format format, String delimiter, String line, List<String> columns) {
    this.format = format;
    this.delimiter = delimiter;
    this.line = Pattern.compile(line);
    this.columns = columns;
  }

  Format format() {
    return format;
  }

  String delimiter() {
    return delimiter;
  }

  /** By position; empty for one that is passed over. */
  List<String> columns() {
    return columns;
  }

  /** Whether the last column is made of flags for {@link #GENRES}. */
  boolean flags() {
    return this == U_ITEM;
  }

  /** How many fields a line has. */
  int fields() {
    return flags() ? columns.size() - 1 + GENRES.size() : columns.size();
  }

  /** Whether a line looks like one of such a file. */
  boolean matches(String first) {
    return first.length() < 10_000 && line.matcher(first).matches();
  }

  /** What a file of this name has, or null. */
  static Layout named(String name) {
    return switch (name) {
      case "movies.dat" -> MOVIES_DAT;
      case "ratings.dat" -> RATINGS_DAT;
      case "u.item" -> U_ITEM;
      case "u.data" -> U_DATA;
      default -> null;
    };
  }
}
