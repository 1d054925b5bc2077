package org.llmrec.rank.query;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;
import org.llmrec.rank.FileStamp;
import org.llmrec.rank.FileStamps;
import org.llmrec.rank.Provenance;

/**
 * What a bundle of a {@link QueryRanker} says about itself, in {@code manifest.json}.
 *
 * @param formatVersion {@link #FORMAT_VERSION}
 * @param kind {@link #KIND}
 * @param items how many items the catalogue has
 * @param itemsHash SHA-256 over their ids, each ended by a zero byte, in catalogue order
 * @param users how many users the interactions have
 * @param depth how many of the best by words and by vectors are candidates
 * @param features the name of every feature
 * @param provenance where it all comes from
 * @param files the other files of the bundle, by name
 * @param checksum SHA-256 of this manifest as JSON on one line with an empty checksum
 */
public record QueryManifest(
    int formatVersion,
    String kind,
    int items,
    String itemsHash,
    int users,
    int depth,
    List<String> features,
    Provenance provenance,
    Map<String, FileStamp> files,
    String checksum) {
  /** The version of the format that this library writes and reads. */
  public static final int FORMAT_VERSION = 1;

  /** Tells a bundle of this model from other folders that have a manifest. */
  public static final String KIND = "llmrec-query-ranker";

  /**
   * Checks that everything is there, and copies the collections.
   *
   * @throws NullPointerException if something is absent
   * @throws IllegalArgumentException if a file has no plain name
   */
  public QueryManifest {
    Objects.requireNonNull(itemsHash, "itemsHash");
    features = List.copyOf(Objects.requireNonNull(features, "features"));
    Objects.requireNonNull(provenance, "provenance");
    files = FileStamps.plain(Objects.requireNonNull(files, "files"));
    Objects.requireNonNull(checksum, "checksum");
  }

  /** The same with the right checksum. */
  QueryManifest sealed() {
    return withChecksum(computeChecksum());
  }

  String computeChecksum() {
    return Hashes.sha256(Json.line(withChecksum("")));
  }

  private QueryManifest withChecksum(String value) {
    return new QueryManifest(
        formatVersion, kind, items, itemsHash, users, depth, features, provenance, files, value);
  }
}
