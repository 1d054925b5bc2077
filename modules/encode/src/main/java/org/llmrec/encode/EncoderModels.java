package org.llmrec.encode;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.EncoderCode;
import org.llmrec.core.error.OptionCode;
import org.llmrec.core.error.WorkspaceCode;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.json.Json;
import org.llmrec.encode.internal.FusedModel;
import org.llmrec.encode.internal.ModelFolder;

/**
 * The models that this version knows by name, and the way from the Maven artifact that carries one
 * to a model folder. Stateless.
 */
public final class EncoderModels {
  private static final List<String> NAMES =
      List.of("all-minilm-l6-v2", "all-minilm-l6-v2-q", "bge-small-en-v15-q", "e5-small-v2-q");

  private EncoderModels() {}

  /** The names, best known first; the command line brings the first one's artifact. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * What a model is, whether or not its files are at hand.
   *
   * @throws ConfigException if there is no model of that name
   */
  public static EncoderManifest manifest(String name) {
    try {
      return Json.mapper().readValue(manifestBytes(name), EncoderManifest.class);
    } catch (JsonProcessingException e) {
      throw new AssertionError("our own manifest of " + name + " is broken", e);
    } catch (IOException e) {
      throw new AssertionError("our own manifest of " + name + " cannot be read", e);
    }
  }

  /**
   * Whether the artifact that carries the model is on the class path.
   *
   * @throws ConfigException if there is no model of that name
   */
  public static boolean onClasspath(String name) {
    return manifest(name).files().keySet().stream()
        .allMatch(file -> loader().getResource(resource(name, file)) != null);
  }

  /**
   * Makes a model folder from the artifact on the class path: verified, and whole or not at all. A
   * folder that already holds this very model is left as it is; one that holds another or a damaged
   * model is replaced; one that holds anything else is refused.
   *
   * @throws ConfigException if there is no model of that name, its artifact is not on the class
   *     path, or the folder holds files that are no model
   * @throws CorruptFileException if what the artifact carries is not what we pinned
   * @throws IOException if the file system refuses
   */
  public static void copyFromClasspath(String name, Path folder) throws IOException {
    EncoderManifest manifest = manifest(name);
    if (isThere(manifest, folder)) {
      return;
    }
    if (!onClasspath(name)) {
      throw new ConfigException(
          EncoderCode.MODEL_ABSENT,
          "the files of encoder model "
              + name
              + " are not on the class path: add the artifact "
              + manifest.source()
              + ", or name a folder that has "
              + EncoderManifest.FILE_NAME
              + ", "
              + EncoderManifest.MODEL
              + " and "
              + EncoderManifest.TOKENIZER);
    }
    refuseForeign(manifest, folder);
    Path whole = folder.toAbsolutePath().normalize();
    Files.createDirectories(whole.getParent());
    Path part = Files.createTempDirectory(whole.getParent(), "." + whole.getFileName() + ".");
    try {
      for (String file : manifest.files().keySet()) {
        try (InputStream in = loader().getResourceAsStream(resource(name, file))) {
          Files.copy(in, part.resolve(file));
        }
      }
      Files.write(part.resolve(EncoderManifest.FILE_NAME), manifestBytes(name));
      ModelFolder.open(part);
      AtomicFiles.forceTree(part);
      AtomicFiles.deleteTree(whole);
      AtomicFiles.move(part, whole);
    } finally {
      AtomicFiles.deleteTree(part);
    }
  }

  private static boolean isThere(EncoderManifest manifest, Path folder) throws IOException {
    if (!Files.exists(folder.resolve(EncoderManifest.FILE_NAME))) {
      return false;
    }
    try {
      return ModelFolder.open(folder).manifest().equals(manifest);
    } catch (CorruptFileException | ConfigException e) {
      return false;
    }
  }

  private static void refuseForeign(EncoderManifest manifest, Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Set<String> foreign = new TreeSet<>();
    try (Stream<Path> entries = Files.list(folder)) {
      entries.forEach(entry -> foreign.add(entry.getFileName().toString()));
    }
    foreign.removeAll(manifest.files().keySet());
    foreign.removeAll(List.of(EncoderManifest.FILE_NAME, FusedModel.FILE_NAME, FusedModel.MODEL));
    if (!foreign.isEmpty()) {
      throw new ConfigException(
          WorkspaceCode.FOLDER_NOT_EMPTY,
          folder
              + ": expected an empty folder or a model, found "
              + foreign
              + "; name another one");
    }
  }

  private static byte[] manifestBytes(String name) throws IOException {
    if (!NAMES.contains(name)) {
      throw new ConfigException(
          OptionCode.NAME_UNKNOWN, "encoder model: expected one of " + NAMES + ", found " + name);
    }
    try (InputStream in = EncoderModels.class.getResourceAsStream("models/" + name + ".json")) {
      return in.readAllBytes();
    }
  }

  /** Where the artifacts keep a file: at the root, named after the model. */
  private static String resource(String name, String file) {
    // One artifact has in its own name no dot, but in its files' names.
    String stem = name.replace("-v15-", "-v1.5-");
    return switch (file) {
      case EncoderManifest.MODEL -> stem + ".onnx";
      default -> stem + "-" + file;
    };
  }

  private static ClassLoader loader() {
    return EncoderModels.class.getClassLoader();
  }
}
