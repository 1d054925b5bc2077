package org.llmrec.rank;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;

/** The files of a bundle, and whether they are those that its manifest means. */
final class BundleFiles {
  static final String MANIFEST = "manifest.json";
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
    Path file = folder.resolve(MANIFEST);
    if (!Files.isDirectory(folder)) {
      throw new ConfigException(
          "expected a ranker bundle in " + folder + ", found no folder; train one first");
    }
    JsonNode tree = read(file);
    requireVersion(file, tree);
    BundleManifest manifest;
    try {
      manifest = Json.mapper().treeToValue(tree, BundleManifest.class);
    } catch (JsonProcessingException e) {
      throw new CorruptFileException(
          file, "the fields of a bundle manifest", e.getOriginalMessage(), ADVICE);
    }
    String checksum = manifest.computeChecksum();
    if (!checksum.equals(manifest.checksum())) {
      throw new CorruptFileException(file, "the checksum " + manifest.checksum(), checksum, ADVICE);
    }
    if (!manifest.files().keySet().containsAll(PARTS)) {
      throw new CorruptFileException(
          file, "the files " + PARTS, manifest.files().keySet().toString(), ADVICE);
    }
    return manifest;
  }

  /** Compares every file with the manifest. */
  static void verify(Path folder, BundleManifest manifest, Verify verify) throws IOException {
    for (Map.Entry<String, FileStamp> entry : manifest.files().entrySet()) {
      Path file = folder.resolve(entry.getKey());
      FileStamp expected = entry.getValue();
      if (!Files.isRegularFile(file)) {
        throw new CorruptFileException(
            file, "a file of " + expected.size() + " bytes", "none", ADVICE);
      }
      long size = Files.size(file);
      if (size != expected.size()) {
        throw new CorruptFileException(file, expected.size() + " bytes", size + " bytes", ADVICE);
      }
      if (verify == Verify.FULL) {
        String sha256 = Hashes.sha256(file);
        if (!sha256.equals(expected.sha256())) {
          throw new CorruptFileException(file, "SHA-256 " + expected.sha256(), sha256, ADVICE);
        }
      }
    }
  }

  private static JsonNode read(Path file) throws IOException {
    try {
      return Json.read(file, JsonNode.class);
    } catch (NoSuchFileException e) {
      CorruptFileException absent =
          new CorruptFileException(file, "a bundle manifest", "no file", ADVICE);
      absent.initCause(e);
      throw absent;
    }
  }

  /** Before anything else is looked at, so that a later format gives this sentence and no other. */
  private static void requireVersion(Path file, JsonNode tree) {
    String kind = tree.path("kind").asText();
    if (!kind.equals(BundleManifest.KIND)) {
      throw new CorruptFileException(
          file,
          "a bundle of kind " + BundleManifest.KIND,
          kind.isEmpty() ? "no kind" : kind,
          "give the folder that training wrote");
    }
    JsonNode version = tree.path("formatVersion");
    if (!version.isInt() || version.intValue() != BundleManifest.FORMAT_VERSION) {
      boolean newer =
          version.isIntegralNumber() && version.asLong() > BundleManifest.FORMAT_VERSION;
      throw new CorruptFileException(
          file,
          "format version " + BundleManifest.FORMAT_VERSION,
          version.isMissingNode() ? "none" : version.toString(),
          newer
              ? "open it with a newer version of this library, or train again with this one"
              : "train again with this version");
    }
  }
}
