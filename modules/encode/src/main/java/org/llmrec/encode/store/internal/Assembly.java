package org.llmrec.encode.store.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.EncoderCode;
import org.llmrec.core.error.OptionCode;
import org.llmrec.core.io.Hashes;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.encode.EncoderManifest.ModelFile;
import org.llmrec.encode.EncoderModels;
import org.llmrec.encode.internal.ModelFolder;
import org.llmrec.encode.store.Added;
import org.llmrec.encode.store.Inspection;
import org.llmrec.encode.store.ModelStore;

/** The last steps, whichever way the files of a model came to the workbench. */
public final class Assembly {
  private Assembly() {}

  /**
   * Pins the staged files, tries the model and puts it in its place.
   *
   * @param inspection what is known of the model
   * @param source where it comes from
   * @param replace whether another model of that name may be replaced
   * @throws ConfigException if the name is taken, or the model fails
   */
  public static Added finish(
      ModelStore store, Workbench bench, Inspection inspection, String source, boolean replace)
      throws IOException {
    EncoderManifest manifest = manifest(bench.staged(), inspection, source);
    Path place = store.place(manifest.name());
    Optional<EncoderManifest> there = intact(place);
    if (there.isPresent() && there.get().sha256().equals(manifest.sha256())) {
      return new Added(there.get(), place, true, inspection.facts());
    }
    if (Files.exists(place) && !replace) {
      throw new ConfigException(
          OptionCode.NAME_TAKEN,
          place
              + ": expected no model of that name, found another or a damaged one; say --replace,"
              + " or choose another name with --name");
    }
    bench.describe(manifest);
    Probe.run(bench.staged(), manifest.maxTokens());
    bench.place();
    return new Added(manifest, place, false, inspection.facts());
  }

  /** The manifest of a model folder all of whose files are as they should be. */
  public static Optional<EncoderManifest> intact(Path folder) throws IOException {
    if (!Files.isRegularFile(folder.resolve(EncoderManifest.FILE_NAME))) {
      return Optional.empty();
    }
    try {
      return Optional.of(ModelFolder.open(folder).manifest());
    } catch (CorruptFileException | ConfigException e) {
      return Optional.empty();
    }
  }

  private static EncoderManifest manifest(Path staged, Inspection found, String source)
      throws IOException {
    Map<String, ModelFile> files = new TreeMap<>();
    for (String file : found.files().keySet()) {
      Path copy = staged.resolve(file);
      files.put(file, new ModelFile(Files.size(copy), Hashes.sha256(copy)));
    }
    if (EncoderModels.names().contains(found.name())) {
      return known(found.name(), files);
    }
    try {
      return new EncoderManifest(
          found.name(),
          source,
          found.licence(),
          found.width(),
          found.width(),
          found.pooling(),
          found.normalise(),
          found.maxTokens(),
          found.queryPrefix(),
          found.passagePrefix(),
          files);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(EncoderCode.MODEL_UNSUPPORTED, e.getMessage(), e);
    }
  }

  private static EncoderManifest known(String name, Map<String, ModelFile> files) {
    EncoderManifest known = EncoderModels.manifest(name);
    if (!known.files().equals(files)) {
      throw new ConfigException(
          OptionCode.NAME_TAKEN,
          name
              + " is a model that we know: expected its files "
              + new TreeMap<>(known.files())
              + ", found "
              + List.copyOf(files.entrySet())
              + "; choose another name with --name");
    }
    return known;
  }
}
