package org.llmrec.rank;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.EncoderCode;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;

/**
 * What a bundle says about itself, in {@code manifest.json}.
 *
 * @param formatVersion {@link #FORMAT_VERSION}
 * @param kind {@link #KIND}
 * @param dims the width of user and item vectors
 * @param hidden the widths of the item tower's hidden layers, none for a linear tower
 * @param fields the text fields in the order in which the tower takes them
 * @param fieldDims the width of one text vector
 * @param missing what stands in for a text that an item lacks
 * @param items how many items the catalogue has
 * @param users how many users were trained
 * @param encoder the encoder of the text vectors
 * @param dataHash hash of the catalogue, texts and interactions
 * @param splitHash hash of the split that it was trained and measured on
 * @param seed the seed of everything random
 * @param foldIn the numbers of the training objective that fold-in repeats
 * @param options every training option
 * @param metrics what was measured, by name
 * @param files the other files of the bundle, by name
 * @param checksum SHA-256 of this manifest as JSON on one line with an empty checksum
 */
public record BundleManifest(
    int formatVersion,
    String kind,
    int dims,
    List<Integer> hidden,
    List<String> fields,
    int fieldDims,
    MissingValues missing,
    int items,
    int users,
    EncoderRef encoder,
    String dataHash,
    String splitHash,
    long seed,
    FoldInOptions foldIn,
    Map<String, Object> options,
    Map<String, Double> metrics,
    Map<String, FileStamp> files,
    String checksum) {

  /** The version of the format that this library writes and reads. */
  public static final int FORMAT_VERSION = 1;

  /** Tells a bundle of this model from other folders that have a manifest. */
  public static final String KIND = "llm-rec-two-tower";

  /** No layer, and no concatenated input, is wider. */
  static final int MAX_WIDTH = 1 << 20;

  /**
   * Checks that everything is there and in range, and copies the collections.
   *
   * @throws IllegalArgumentException if a value is out of its range
   * @throws NullPointerException if one is absent
   */
  public BundleManifest {
    requireWidth("dims", dims);
    requireWidth("fieldDims", fieldDims);
    hidden = List.copyOf(Objects.requireNonNull(hidden, "hidden"));
    hidden.forEach(width -> requireWidth("hidden", width));
    fields = List.copyOf(Objects.requireNonNull(fields, "fields"));
    requireWidth("fields * fieldDims", (long) fields.size() * fieldDims);
    Objects.requireNonNull(missing, "missing");
    if (items < 1 || users < 0) {
      throw new IllegalArgumentException(
          "items must be 1 or more and users 0 or more, found " + items + " and " + users);
    }
    Objects.requireNonNull(encoder, "encoder");
    Objects.requireNonNull(dataHash, "dataHash");
    Objects.requireNonNull(splitHash, "splitHash");
    Objects.requireNonNull(foldIn, "foldIn");
    options = ManifestMaps.options(Objects.requireNonNull(options, "options"));
    metrics = ManifestMaps.metrics(Objects.requireNonNull(metrics, "metrics"));
    files = FileStamps.plain(Objects.requireNonNull(files, "files"));
    Objects.requireNonNull(checksum, "checksum");
  }

  /**
   * Refuses to go on with text vectors of another encoder: they would fit in width and mean
   * something else.
   *
   * @param name the encoder at hand, for the message
   * @param sha256 its hash
   * @throws ConfigException if the bundle was trained on another
   */
  public void requireEncoder(String name, String sha256) {
    if (!encoder.sha256().equals(sha256)) {
      throw new ConfigException(
          EncoderCode.ENCODER_CHANGED,
          "expected the encoder "
              + encoder.name()
              + " (sha256 "
              + encoder.sha256()
              + ") that the ranker was trained with, found "
              + name
              + " (sha256 "
              + sha256
              + "); use that encoder, or encode and train again with this one");
    }
  }

  /** The same with the right checksum. */
  BundleManifest sealed() {
    return withChecksum(computeChecksum());
  }

  String computeChecksum() {
    return Hashes.sha256(Json.line(withChecksum("")));
  }

  private BundleManifest withChecksum(String value) {
    return new BundleManifest(
        formatVersion,
        kind,
        dims,
        hidden,
        fields,
        fieldDims,
        missing,
        items,
        users,
        encoder,
        dataHash,
        splitHash,
        seed,
        foldIn,
        options,
        metrics,
        files,
        value);
  }

  private static void requireWidth(String name, long width) {
    if (width < 1 || width > MAX_WIDTH) {
      throw new IllegalArgumentException(
          name + " must be from 1 to " + MAX_WIDTH + ", found " + width);
    }
  }
}
