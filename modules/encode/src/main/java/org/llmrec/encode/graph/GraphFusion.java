package org.llmrec.encode.graph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.llmrec.encode.internal.ModelFolder;
import org.llmrec.encode.internal.OrtSessions;

/**
 * Makes a graph of a model's that computes the same in fewer steps, and keeps it beside the model:
 * {@code fused.onnx} and {@code fused.json}. A processor computes with it from then on. Stateless;
 * not to be called twice at once for one folder.
 */
public final class GraphFusion {
  /**
   * What the vectors of a fused graph may differ by: as little as those of one graph in two batches
   * may.
   */
  private static final Agreement BOUND = new Agreement(0.999999, 1e-6);

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

  /**
   * Fuses what can be fused, compares the vectors of both graphs over texts of all lengths, and
   * keeps the new graph if they agree to 10⁻⁶ of a vector's length in every number. If it is there
   * already, that is seen. A model that cannot be fused, as one in int8, is left as it is.
   *
   * @param folder a model folder that may be written to
   * @throws ConfigException if the folder holds no model
   * @throws CorruptFileException if the model is damaged
   * @throws IOException if the file system refuses
   */
  public static Outcome fuse(Path folder) throws IOException {
    ModelFolder verified = ModelFolder.open(folder);
    Optional<FusedModel> there = usable(verified);
    if (there.isPresent()) {
      return Outcome.of(there.get());
    }
    Path work = Files.createTempDirectory(folder, ".fusing.");
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

  private static Optional<FusedModel> usable(ModelFolder folder) throws IOException {
    try {
      Optional<FusedModel> there = FusedModel.read(folder.folder());
      return there.isPresent() && there.get().fault(folder).isEmpty() ? there : Optional.empty();
    } catch (CorruptFileException e) {
      return Optional.empty();
    }
  }

  private static FusedModel keep(
      ModelFolder folder, Path graph, GraphRewriter.Fused fused, Agreement agreement)
      throws IOException {
    FusedModel model =
        new FusedModel(
            FusedModel.FORMAT,
            folder.manifest().files().get(EncoderManifest.MODEL).sha256(),
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
