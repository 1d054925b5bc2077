package org.llmrec.data.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;

/**
 * The file {@code split.json}: which split this is and which bytes it consists of.
 *
 * @param format of the files
 * @param protocol its label
 * @param counts sizes by name
 * @param hash of the split
 * @param tuningGraph hash of what is fitted while tuning: what a language model's answers that were
 *     built on it must carry
 * @param testingGraph hash of what is fitted for the test
 * @param files every other file
 * @param checksum SHA-256 of this as JSON on one line with an empty checksum
 */
record SplitManifest(
    int format,
    String protocol,
    long seed,
    int minPositives,
    double share,
    double coldShare,
    int minItemPositives,
    List<Integer> histories,
    Map<String, Integer> counts,
    String hash,
    String tuningGraph,
    String testingGraph,
    List<Stamp> files,
    String checksum) {
  /** The format that this version reads and writes. */
  static final int FORMAT = 1;

  /** One file as it was written. */
  record Stamp(String name, long bytes, String sha256) {}

  SplitManifest {
    histories = Collections.unmodifiableList(new ArrayList<>(histories));
    counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    files = List.copyOf(files);
  }

  static SplitManifest of(ProtocolSplit split, List<Stamp> files) {
    ProtocolOptions options = split.options();
    SplitManifest open =
        new SplitManifest(
            FORMAT,
            options.protocol().label(),
            options.seed(),
            options.minPositives(),
            options.share(),
            options.coldShare(),
            options.minItemPositives(),
            options.histories(),
            split.counts(),
            split.hash(),
            split.tuning().hash(),
            split.testing().hash(),
            files,
            "");
    return open.withChecksum(open.computeChecksum());
  }

  String computeChecksum() {
    return Hashes.sha256(Json.line(withChecksum("")));
  }

  ProtocolOptions options() {
    return new ProtocolOptions(
        Protocol.named(protocol),
        seed,
        minPositives,
        share,
        coldShare,
        minItemPositives,
        histories);
  }

  private SplitManifest withChecksum(String value) {
    return new SplitManifest(
        format,
        protocol,
        seed,
        minPositives,
        share,
        coldShare,
        minItemPositives,
        histories,
        counts,
        hash,
        tuningGraph,
        testingGraph,
        files,
        value);
  }
}
