package org.llmrec.rank;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.DataCode;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.json.Json;

/**
 * How the manifest of a bundle is read: kind and version before anything else, so that a later
 * format gives that sentence and no other; then the fields; then the checksum.
 *
 * @param kind the {@code kind} that it must have
 * @param oldest the lowest {@code formatVersion} that it may have
 * @param version the highest
 * @param type the fields
 */
public record ManifestFile<T>(String kind, int oldest, int version, Class<T> type) {
  /** The name of the file in a bundle's folder. */
  public static final String NAME = "manifest.json";

  /** Of one version alone. */
  public ManifestFile(String kind, int version, Class<T> type) {
    this(kind, version, version, type);
  }

  /**
   * Reads a manifest.
   *
   * @param stated the checksum that it states
   * @param computed the one that it has
   * @throws ConfigException if there is no such folder
   * @throws CorruptFileException if the manifest is absent, damaged, or of another kind or version
   * @throws IOException if it cannot be read
   */
  public T read(Path folder, Function<T, String> stated, Function<T, String> computed)
      throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new ConfigException(
          DataCode.FILE_MISSING,
          "expected a ranker bundle in " + folder + ", found no folder; train one first");
    }
    Path file = folder.resolve(NAME);
    JsonNode tree = tree(file);
    requireVersion(file, tree);
    T manifest;
    try {
      manifest = Json.mapper().treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw new CorruptFileException(
          FileCode.BUNDLE_DAMAGED,
          file,
          "the fields of a bundle manifest",
          e.getOriginalMessage(),
          BundleFiles.ADVICE);
    }
    String checksum = computed.apply(manifest);
    if (!checksum.equals(stated.apply(manifest))) {
      throw new CorruptFileException(
          FileCode.BUNDLE_DAMAGED,
          file,
          "the checksum " + stated.apply(manifest),
          checksum,
          BundleFiles.ADVICE);
    }
    return manifest;
  }

  private static JsonNode tree(Path file) throws IOException {
    try {
      return Json.read(file, JsonNode.class);
    } catch (NoSuchFileException e) {
      CorruptFileException absent =
          new CorruptFileException(
              FileCode.BUNDLE_DAMAGED, file, "a bundle manifest", "no file", BundleFiles.ADVICE);
      absent.initCause(e);
      throw absent;
    }
  }

  private void requireVersion(Path file, JsonNode tree) {
    String found = tree.path("kind").asText();
    if (!found.equals(kind)) {
      throw new CorruptFileException(
          FileCode.FILE_FOREIGN,
          file,
          "a bundle of kind " + kind,
          found.isEmpty() ? "no kind" : found,
          "give the folder that training wrote");
    }
    JsonNode format = tree.path("formatVersion");
    if (!format.isInt() || format.intValue() < oldest || format.intValue() > version) {
      boolean newer = format.isIntegralNumber() && format.asLong() > version;
      throw new CorruptFileException(
          newer ? FileCode.FORMAT_NEWER : FileCode.FORMAT_OLDER,
          file,
          "format version " + (oldest == version ? "" : oldest + " to ") + version,
          format.isMissingNode() ? "none" : format.toString(),
          newer
              ? "open it with a newer version of this library, or train again with this one"
              : "train again with this version");
    }
  }
}
