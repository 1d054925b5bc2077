package org.llmrec.rank.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.io.Verify;
import org.llmrec.core.json.Json;
import org.llmrec.rank.BundleTensors;
import org.llmrec.rank.FileStamps;
import org.llmrec.rank.ManifestFile;
import org.llmrec.rank.Provenance;
import org.llmrec.rank.list.ListBundle;
import org.llmrec.rank.tensor.SafeTensors;

/**
 * A {@link QueryRanker} in a folder:
 *
 * <pre>
 * manifest.json        what it is, of what it was made, and the hash of each other file
 * ranker.safetensors   the network, who likes what, which texts are missing
 * probe.safetensors    features and scores for the self-test
 * </pre>
 *
 * <p>Opening checks the manifest, then sizes and, when asked, hashes, then shapes, then the
 * self-test, and refuses with the file's name and what to do. Everything is read into memory.
 *
 * @param manifest what the bundle says about itself
 * @param ranker immutable and thread-safe
 */
public record QueryBundle(QueryManifest manifest, QueryRanker ranker) {
  private static final String RANKER = "ranker.safetensors";
  private static final String PROBE = "probe.safetensors";
  private static final String ADVICE = "restore the bundle from where it came, or train again";

  /**
   * Writes all files of a bundle, the manifest last: a folder whose writer died has none and is
   * refused. Equal content gives equal bytes.
   *
   * @param folder made when absent; the files of an older bundle in it are replaced
   * @param items the ids of the catalogue, in its order
   * @throws IOException if the folder cannot be written
   */
  public static QueryManifest write(
      Path folder, QueryRanker ranker, Iterable<String> items, Provenance provenance)
      throws IOException {
    Files.createDirectories(folder);
    Files.deleteIfExists(folder.resolve(ManifestFile.NAME));
    SafeTensors.write(folder.resolve(RANKER), QueryTensors.of(ranker));
    SafeTensors.write(folder.resolve(PROBE), QueryProbe.record(ranker.network()));
    QueryManifest manifest =
        new QueryManifest(
                QueryManifest.FORMAT_VERSION,
                QueryManifest.KIND,
                ranker.missing().length,
                ListBundle.hash(items),
                ranker.users(),
                ranker.depth(),
                ranker.features(),
                provenance,
                FileStamps.of(folder, List.of(RANKER, PROBE)),
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
  public static QueryBundle open(Path folder, Verify verify) throws IOException {
    QueryManifest manifest =
        new ManifestFile<>(QueryManifest.KIND, QueryManifest.FORMAT_VERSION, QueryManifest.class)
            .read(folder, QueryManifest::checksum, QueryManifest::computeChecksum);
    QueryRanker ranker =
        new BundleTensors(List.of(RANKER, PROBE), ADVICE)
            .read(
                folder,
                manifest.files(),
                verify,
                tensors -> QueryTensors.ranker(manifest, tensors));
    Path probe = folder.resolve(PROBE);
    QueryProbe.test(probe, SafeTensors.read(probe), ranker.network(), ADVICE);
    return new QueryBundle(manifest, ranker);
  }

  /**
   * Refuses a bundle of another catalogue.
   *
   * @param folder where it lies, for the message
   * @param items the ids of the catalogue, in its order
   * @throws CorruptFileException if it is of other items
   */
  public void requireItems(Path folder, Iterable<String> items) {
    if (!manifest.itemsHash().equals(ListBundle.hash(items))) {
      throw new CorruptFileException(
          FileCode.FILE_FOREIGN,
          folder,
          "a ranker of the items of the index",
          "one of others",
          "build again");
    }
  }
}
