package org.llmrec.rank;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;

/** The files of a bundle. */
final class BundleFiles {
  static final String MANIFEST = ManifestFile.NAME;
  static final String WEIGHTS = "weights.safetensors";
  static final String ITEMS = "items.vec";
  static final String USERS = "users.vec";
  static final String PROBE = "probe.safetensors";

  /** What every bundle has beside its manifest. */
  static final List<String> PARTS = List.of(WEIGHTS, ITEMS, USERS, PROBE);

  static final String ADVICE = "restore the bundle from where it came, or train again";

  private BundleFiles() {}

  /** Reads and checks the manifest alone. */
  static BundleManifest readManifest(Path folder) throws IOException {
    BundleManifest manifest =
        new ManifestFile<>(BundleManifest.KIND, BundleManifest.FORMAT_VERSION, BundleManifest.class)
            .read(folder, BundleManifest::checksum, BundleManifest::computeChecksum);
    if (!manifest.files().keySet().containsAll(PARTS)) {
      throw new CorruptFileException(
          FileCode.BUNDLE_DAMAGED,
          folder.resolve(MANIFEST),
          "the files " + PARTS,
          manifest.files().keySet().toString(),
          ADVICE);
    }
    return manifest;
  }
}
