package org.llmrec.rank.foreign;

import java.util.Map;
import java.util.Objects;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;
import org.llmrec.rank.FileStamp;
import org.llmrec.rank.FileStamps;

/**
 * What a bundle of an imported ranker says about itself, in {@code manifest.json}.
 *
 * @param formatVersion {@link #FORMAT_VERSION}
 * @param kind {@link #KIND}
 * @param name of the ranker
 * @param probe the self-test
 * @param files the graph, the schema, and what the graph loads besides, by name
 * @param checksum SHA-256 of this manifest as JSON on one line with an empty checksum
 */
record ForeignManifest(
    int formatVersion,
    String kind,
    String name,
    ForeignProbe probe,
    Map<String, FileStamp> files,
    String checksum) {
  static final int FORMAT_VERSION = 1;
  static final String KIND = "llmrec-foreign-ranker";

  /** Checks that everything is there, and copies the map. */
  ForeignManifest {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(probe, "probe");
    files = FileStamps.plain(Objects.requireNonNull(files, "files"));
    Objects.requireNonNull(checksum, "checksum");
  }

  /** The same with the right checksum. */
  ForeignManifest sealed() {
    return withChecksum(computeChecksum());
  }

  String computeChecksum() {
    return Hashes.sha256(Json.line(withChecksum("")));
  }

  private ForeignManifest withChecksum(String value) {
    return new ForeignManifest(formatVersion, kind, name, probe, files, value);
  }
}
