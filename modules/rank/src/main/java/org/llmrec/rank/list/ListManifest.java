package org.llmrec.rank.list;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;
import org.llmrec.rank.FileStamp;
import org.llmrec.rank.FileStamps;
import org.llmrec.rank.Provenance;

/**
 * What a bundle of a {@link ListRanker} says about itself, in {@code manifest.json}.
 *
 * @param formatVersion {@link #OLDEST_VERSION} to {@link #FORMAT_VERSION}
 * @param kind {@link #KIND}
 * @param items how many items the catalogue has
 * @param itemsHash SHA-256 over their ids, each ended by a zero byte, in catalogue order
 * @param parts the methods whose scores are put together, in the order of the features
 * @param neighbours whether items are spoken of by such with like texts
 * @param times whether it is known when rows were
 * @param withTimes whether there are features of times
 * @param lambda the pull of iALS
 * @param alpha the weight of a zero in iALS
 * @param nu how the pull of iALS grows
 * @param features the name of every feature
 * @param missing which of them may be missing, for which the networks have learnt values; empty
 *     where neutral numbers stand in for what is not known
 * @param pairs the width of the short texts that the networks read themselves; empty for none
 * @param met how many networks there are for items that somebody met
 * @param strangers how many for people whom training never saw; absent where they have no other
 * @param unmet how many for others
 * @param leaves of the trees whose leaves each network is told, those for items that somebody met
 *     first, 0 for a network without; empty where none has trees
 * @param calibration what scores are worth as probabilities; empty where nobody measured that
 * @param provenance where it all comes from
 * @param files the other files of the bundle, by name
 * @param checksum SHA-256 of this manifest as JSON on one line with an empty checksum
 */
public record ListManifest(
    int formatVersion,
    String kind,
    int items,
    String itemsHash,
    List<PartEntry> parts,
    boolean neighbours,
    boolean times,
    boolean withTimes,
    double lambda,
    double alpha,
    double nu,
    List<String> features,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> missing,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Integer> pairs,
    int met,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Integer> strangers,
    int unmet,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Integer> leaves,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<ListCalibration> calibration,
    Provenance provenance,
    Map<String, FileStamp> files,
    String checksum) {
  /** The version of the format that this library writes. */
  public static final int FORMAT_VERSION = 3;

  /**
   * The oldest that it reads: without probabilities, and without the network as ONNX. Neither that
   * nor version 2 has trees, values for what is missing, pairs of texts, or networks for people
   * whom training never saw.
   */
  public static final int OLDEST_VERSION = 1;

  /** Tells a bundle of this model from other folders that have a manifest. */
  public static final String KIND = "llmrec-list-ranker";

  /** How a part scores. */
  public enum PartKind {
    /** By sparse weights between items. */
    WEIGHTS,
    /** By the factors that users are solved with. */
    FACTORS,
    /** By other rows on the axes of those factors. */
    PLACED,
    /** By towers over the history. */
    TOWERS,
    /** By texts. */
    TEXTS
  }

  /**
   * A part.
   *
   * @param kind how it scores
   * @param name the method's name
   * @param placesNew whether it has something to say of items without a row
   */
  public record PartEntry(PartKind kind, String name, boolean placesNew) {
    /** Refuses null. */
    public PartEntry {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(name, "name");
    }
  }

  /**
   * Checks that everything is there, and copies the collections.
   *
   * @throws IllegalArgumentException if a value is out of its range
   * @throws NullPointerException if one is absent
   */
  public ListManifest {
    Objects.requireNonNull(itemsHash, "itemsHash");
    pairs = pairs == null ? Optional.empty() : pairs;
    strangers = strangers == null ? Optional.empty() : strangers;
    missing = missing == null ? List.of() : List.copyOf(missing);
    leaves = leaves == null ? List.of() : List.copyOf(leaves);
    calibration = calibration == null ? Optional.empty() : calibration;
    parts = List.copyOf(Objects.requireNonNull(parts, "parts"));
    features = List.copyOf(Objects.requireNonNull(features, "features"));
    Objects.requireNonNull(provenance, "provenance");
    files = FileStamps.plain(Objects.requireNonNull(files, "files"));
    Objects.requireNonNull(checksum, "checksum");
    if (items < 1 || met < 1 || strangers.orElse(1) < 1 || unmet < 1) {
      throw new IllegalArgumentException(
          "expected an item and networks, found "
              + items
              + " items, "
              + met
              + ", "
              + strangers
              + " and "
              + unmet
              + " networks");
    }
  }

  /** The same with the right checksum. */
  ListManifest sealed() {
    return withChecksum(computeChecksum());
  }

  String computeChecksum() {
    return Hashes.sha256(Json.line(withChecksum("")));
  }

  private ListManifest withChecksum(String value) {
    return new ListManifest(
        formatVersion,
        kind,
        items,
        itemsHash,
        parts,
        neighbours,
        times,
        withTimes,
        lambda,
        alpha,
        nu,
        features,
        missing,
        pairs,
        met,
        strangers,
        unmet,
        leaves,
        calibration,
        provenance,
        files,
        value);
  }
}
