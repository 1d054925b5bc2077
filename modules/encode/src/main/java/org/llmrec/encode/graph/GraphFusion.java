package org.llmrec.encode.graph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;
import org.llmrec.encode.Device;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.encode.graph.internal.GraphRewriter;
import org.llmrec.encode.internal.Agreement;
import org.llmrec.encode.internal.FusedModel;
import org.llmrec.encode.internal.Machine;
import org.llmrec.encode.internal.ModelFolder;
import org.llmrec.encode.internal.OrtSessions;

/**
 * Makes a graph of a model's that computes the same in fewer steps, and keeps it beside the model:
 * {@code fused.onnx} and {@code fused.json}. A processor computes with it from then on. Stateless;
 * not to be called twice at once for one folder.
 */
public final class GraphFusion {
  private static final System.Logger LOG = System.getLogger(GraphFusion.class.getName());

  /**
   * What the vectors of a fused graph may differ by: as little as those of one graph in two batches
   * may.
   */
  private static final Agreement BOUND = new Agreement(0.999999, 1e-6);

  /** Rises when another graph is made of the same model. */
  public static final int FORMAT = FusedModel.FORMAT;

  private GraphFusion() {}

  /**
   * What came of it.
   *
   * @param attentions how many times attention was fused; 0 where nothing was kept
   * @param norms how many normalisations were
   * @param cosine the least cosine between the model's vector of a text and the fused graph's
   * @param difference the greatest difference of two of their numbers
   * @param refused why the model is used as it is; nothing where a fused graph is there
   */
  public record Outcome(
      int attentions, int norms, double cosine, double difference, Optional<String> refused) {
    private static Outcome of(FusedModel fused) {
      return new Outcome(
          fused.attentions(),
          fused.norms(),
          fused.agreement().cosine(),
          fused.agreement().difference(),
          Optional.empty());
    }

    private static Outcome refused(String why) {
      return new Outcome(0, 0, Double.NaN, Double.NaN, Optional.of(why));
    }
  }

  /** As {@link #fuse(Path, Optional)}, with nothing kept elsewhere. */
  public static Outcome fuse(Path folder) throws IOException {
    return fuse(folder, Optional.empty());
  }

  /** Where this user's fused graphs are kept, for workspaces that come to have the same model. */
  public static Path cacheOfUser() {
    return Machine.cacheFolder(System::getenv).resolve("graphs");
  }

  /**
   * Fuses what can be fused, compares the vectors of both graphs over texts of all lengths, and
   * keeps the new graph if they agree to 10⁻⁶ of a vector's length in every number. If it is there
   * already, that is seen. A model that cannot be fused, as one in int8, is left as it is.
   *
   * @param folder a model folder that may be written to
   * @param cache a folder in which to look for the graph before it is made, and to keep it after
   * @throws ConfigException if the folder holds no model
   * @throws CorruptFileException if the model is damaged
   * @throws IOException if the file system refuses; a cache that does is passed over
   */
  public static Outcome fuse(Path folder, Optional<Path> cache) throws IOException {
    ModelFolder verified = ModelFolder.open(folder);
    Optional<FusedModel> there = usable(verified.manifest(), folder);
    if (there.isPresent()) {
      return Outcome.of(there.get());
    }
    Optional<Path> place = cache.map(all -> all.resolve(verified.manifest().sha256()));
    Optional<FusedModel> cached = place.flatMap(from -> fromCache(verified, from));
    if (cached.isPresent()) {
      return Outcome.of(cached.get());
    }
    Outcome outcome = make(verified);
    if (place.isPresent() && outcome.refused().isEmpty()) {
      keep(folder, place.get());
    }
    return outcome;
  }

  private static Optional<FusedModel> fromCache(ModelFolder folder, Path place) {
    try {
      Optional<FusedModel> cached = usable(folder.manifest(), place);
      if (cached.isPresent()) {
        copy(place, folder.folder());
      }
      return cached;
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "no fused graph can be had from {0}: {1}", place, e);
      return Optional.empty();
    }
  }

  /** A cache that cannot be written costs the next one the same work, and nobody the graph. */
  private static void keep(Path folder, Path place) {
    try {
      Files.createDirectories(place);
      copy(folder, place);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "the fused graph cannot be kept in {0}: {1}", place, e);
    }
  }

  private static Optional<FusedModel> usable(EncoderManifest model, Path folder)
      throws IOException {
    try {
      Optional<FusedModel> there = FusedModel.read(folder);
      return there.isPresent() && there.get().fault(model, folder).isEmpty()
          ? there
          : Optional.empty();
    } catch (CorruptFileException e) {
      return Optional.empty();
    }
  }

  /** The description last: without it, or with that of another, the graph is not looked at. */
  private static void copy(Path from, Path to) throws IOException {
    for (String file : List.of(FusedModel.MODEL, FusedModel.FILE_NAME)) {
      AtomicFiles.write(to.resolve(file), out -> Files.copy(from.resolve(file), out));
    }
  }

  private static Outcome make(ModelFolder verified) throws IOException {
    Path work = Files.createTempDirectory(verified.folder(), ".fusing.");
    try {
      Path graph = work.resolve(FusedModel.MODEL);
      GraphRewriter.Fused fused =
          GraphRewriter.fuse(verified.file(EncoderManifest.MODEL), graph, false);
      if (fused.attentions() == 0) {
        return Outcome.refused("no attention in float32 was found in it");
      }
      Agreement agreement =
          Agreement.of(
              verified.file(EncoderManifest.MODEL),
              graph,
              verified.manifest(),
              verified.file(EncoderManifest.TOKENIZER),
              Device.cpu());
      Optional<String> apart = agreement.worseThan(BOUND);
      if (apart.isPresent()) {
        return Outcome.refused("its vectors would not be the same: " + apart.get());
      }
      return Outcome.of(keep(verified, graph, fused, agreement));
    } catch (ConfigException e) {
      return Outcome.refused(e.getMessage());
    } catch (LlmrecException e) {
      return Outcome.refused("the fused graph cannot be computed: " + e.getMessage());
    } finally {
      AtomicFiles.deleteTree(work);
    }
  }

  private static FusedModel keep(
      ModelFolder folder, Path graph, GraphRewriter.Fused fused, Agreement agreement)
      throws IOException {
    FusedModel model =
        new FusedModel(
            FusedModel.FORMAT,
            folder.manifest().sha256(),
            OrtSessions.version(),
            new EncoderManifest.ModelFile(Files.size(graph), Hashes.sha256(graph)),
            fused.attentions(),
            fused.norms(),
            agreement);
    AtomicFiles.force(graph);
    AtomicFiles.move(graph, folder.file(FusedModel.MODEL));
    // Last: without it the graph is not looked at.
    Json.write(folder.file(FusedModel.FILE_NAME), model);
    return model;
  }
}
