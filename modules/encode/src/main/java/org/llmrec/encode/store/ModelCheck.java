package org.llmrec.encode.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.json.Json;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.encode.EncoderModels;
import org.llmrec.encode.internal.ModelFolder;
import org.llmrec.encode.pair.ScorerManifest;

/**
 * A comparison of a model's files with what its manifest says. Runs no native code.
 *
 * @param name the model
 * @param where a folder, or {@code class path}
 * @param damages what is wrong, empty if nothing is
 */
public record ModelCheck(String name, String where, List<Damage> damages) {
  /**
   * One file that is not what it should be.
   *
   * @param file which
   * @param expected what the manifest says
   * @param found what is there
   */
  public record Damage(String file, String expected, String found) {}

  /** Whether every file is as it should be. */
  public boolean sound() {
    return damages.isEmpty();
  }

  /**
   * Compares every file of a model folder.
   *
   * @throws ConfigException if it has no manifest
   * @throws IOException if the file system refuses
   */
  public static ModelCheck folder(Path folder) throws IOException {
    boolean pairs = Files.isRegularFile(folder.resolve(ScorerManifest.FILE_NAME));
    Path file = folder.resolve(pairs ? ScorerManifest.FILE_NAME : EncoderManifest.FILE_NAME);
    String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    List<Damage> damages = new ArrayList<>();
    try {
      if (pairs) {
        ScorerManifest manifest = Json.read(file, ScorerManifest.class);
        name = manifest.name();
        compare(folder, manifest.files(), damages);
        if (damages.isEmpty()) {
          ModelFolder.verify(folder, manifest.files());
        }
      } else {
        if (Files.isRegularFile(file)) {
          EncoderManifest manifest = Json.read(file, EncoderManifest.class);
          name = manifest.name();
          compare(folder, manifest.files(), damages);
        }
        if (damages.isEmpty()) {
          // Hashes apart: the model must want no other files.
          ModelFolder.open(folder);
        }
      }
    } catch (CorruptFileException e) {
      damages.add(new Damage(e.file().toString(), "a manifest", e.getMessage()));
    } catch (ConfigException e) {
      if (!Files.isRegularFile(file)) {
        throw e;
      }
      damages.add(new Damage(folder.toString(), "a model that we open", e.getMessage()));
    }
    return new ModelCheck(name, folder.toString(), List.copyOf(damages));
  }

  private static void compare(
      Path folder, Map<String, EncoderManifest.ModelFile> files, List<Damage> damages)
      throws IOException {
    for (var entry : new TreeMap<>(files).entrySet()) {
      ModelFolder.damage(folder.resolve(entry.getKey()), entry.getValue())
          .ifPresent(d -> damages.add(damage(d)));
    }
  }

  /**
   * Compares what the class path carries of a known model.
   *
   * @throws ConfigException if it is not there
   * @throws IOException if there is no room for a copy in {@code java.io.tmpdir}
   */
  public static ModelCheck classPath(String name) throws IOException {
    Path folder = Files.createTempDirectory("llmrec-models");
    List<Damage> damages = new ArrayList<>();
    try {
      EncoderModels.copyFromClasspath(name, folder.resolve(name));
    } catch (CorruptFileException e) {
      damages.add(
          new Damage(e.file().getFileName().toString(), "the file we pinned", e.getMessage()));
    } finally {
      AtomicFiles.deleteTree(folder);
    }
    return new ModelCheck(name, "class path", List.copyOf(damages));
  }

  private static Damage damage(ModelFolder.Damage damage) {
    return new Damage(damage.file().toString(), damage.expected(), damage.found());
  }
}
