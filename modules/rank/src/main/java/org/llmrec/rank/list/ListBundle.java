package org.llmrec.rank.list;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.io.Verify;
import org.llmrec.core.json.Json;
import org.llmrec.rank.BundleTensors;
import org.llmrec.rank.FileStamps;
import org.llmrec.rank.ManifestFile;
import org.llmrec.rank.Provenance;
import org.llmrec.rank.list.ListManifest.PartEntry;
import org.llmrec.rank.tensor.SafeTensors;

/**
 * A {@link ListRanker} in a folder:
 *
 * <pre>
 * manifest.json        what it is, of what it was made, and the hash of each other file
 * ranker.safetensors   weights between items, factors, texts, counts, times, networks
 * probe.safetensors    scores for the self-test
 * ranker.onnx          the networks alone, for other engines: features [K, F] to scores [K] and
 *                      unmet [K]; nothing here reads it, and a bundle of format 1 has none
 * </pre>
 *
 * <p>Opening checks the manifest, then sizes and, when asked, hashes, then shapes, then the
 * self-test, and refuses with the file's name and what to do. Everything is read into memory: the
 * size of the file, and {@code 8 * dims} bytes an item and 24 a row beside it.
 *
 * @param manifest what the bundle says about itself
 * @param ranker immutable and thread-safe
 */
public record ListBundle(ListManifest manifest, ListRanker ranker) {
  private static final String RANKER = "ranker.safetensors";
  private static final String PROBE = "probe.safetensors";
  private static final String ONNX = "ranker.onnx";
  private static final String ADVICE = "restore the bundle from where it came, or train again";

  /**
   * Writes all files of a bundle, the manifest last: a folder whose writer died has none and is
   * refused. Equal content gives equal bytes.
   *
   * @param folder made when absent; the files of an older bundle in it are replaced
   * @param items the ids of the catalogue, in its order
   * @throws IOException if the folder cannot be written
   */
  public static ListManifest write(
      Path folder, ListRanker ranker, Iterable<String> items, Provenance provenance)
      throws IOException {
    Files.createDirectories(folder);
    Files.deleteIfExists(folder.resolve(ManifestFile.NAME));
    SafeTensors.write(folder.resolve(RANKER), ListTensors.of(ranker));
    SafeTensors.write(folder.resolve(PROBE), ListProbe.record(ranker));
    byte[] onnx = OnnxRanker.bytes(ranker);
    AtomicFiles.write(folder.resolve(ONNX), out -> out.write(onnx));
    Signals signals = ranker.signals();
    Optional<Factors> factors = ListTensors.factors(signals);
    ListManifest manifest =
        new ListManifest(
                ListManifest.FORMAT_VERSION,
                ListManifest.KIND,
                signals.items(),
                hash(items),
                signals.parts().stream()
                    .map(p -> new PartEntry(ListTensors.kind(p), p.name(), p.placesNew()))
                    .toList(),
                signals.neighbours().isPresent(),
                signals.times().isPresent(),
                signals.withTimes(),
                factors.map(Factors::lambda).orElse(0.0),
                factors.map(Factors::alpha).orElse(0.0),
                factors.map(Factors::nu).orElse(0.0),
                signals.names(),
                signals.missing(),
                signals.pairs().map(TextPairs::width),
                ranker.met().size(),
                Optional.of(ranker.strangers().size()).filter(count -> count > 0),
                ranker.unmet().size(),
                ranker.leaves(),
                ranker.calibration(),
                provenance,
                FileStamps.of(folder, List.of(RANKER, PROBE, ONNX)),
                "")
            .sealed();
    Json.write(folder.resolve(ManifestFile.NAME), manifest);
    return manifest;
  }

  /**
   * Opens a bundle.
   *
   * @throws ConfigException if there is no such folder
   * @throws CorruptFileException if a file is damaged, foreign or of another version
   * @throws IOException if a file cannot be read
   */
  public static ListBundle open(Path folder, Verify verify) throws IOException {
    ListManifest manifest =
        new ManifestFile<>(
                ListManifest.KIND,
                ListManifest.OLDEST_VERSION,
                ListManifest.FORMAT_VERSION,
                ListManifest.class)
            .read(folder, ListManifest::checksum, ListManifest::computeChecksum);
    ListRanker ranker =
        new BundleTensors(List.of(RANKER, PROBE), ADVICE)
            .read(
                folder, manifest.files(), verify, tensors -> ListTensors.ranker(manifest, tensors));
    Path probe = folder.resolve(PROBE);
    ListProbe.test(probe, SafeTensors.read(probe), ranker, ADVICE);
    return new ListBundle(manifest, ranker);
  }

  /** The hash of a catalogue's ids: ordinals mean something only where it is the same. */
  public static String hash(Iterable<String> items) {
    MessageDigest digest = Hashes.sha256();
    for (String id : items) {
      digest.update(id.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    return Hashes.hex(digest);
  }
}
