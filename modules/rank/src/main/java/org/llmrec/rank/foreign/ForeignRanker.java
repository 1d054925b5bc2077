package org.llmrec.rank.foreign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.MachineCode;
import org.llmrec.core.error.RankerCode;
import org.llmrec.core.io.Lifetime;
import org.llmrec.core.json.Json;
import org.llmrec.core.onnx.ExternalData;
import org.llmrec.core.onnx.OnnxFile;
import org.llmrec.rank.ManifestFile;

/**
 * Somebody else's ranker, open. One session of ONNX Runtime serves all threads, and each call
 * computes on the calling thread alone, so that equal questions get equal scores whoever else asks.
 * Thread-safe; closing waits for calls under way, and the second time does nothing.
 */
public final class ForeignRanker implements AutoCloseable {
  private final ForeignSchema schema;
  private final Feeding feeding;
  private final OrtScorer scorer;
  private final Lifetime life;

  private ForeignRanker(ForeignSchema schema, OnnxFile graph, OrtScorer scorer) {
    this.schema = schema;
    this.feeding = new Feeding(schema, graph);
    this.scorer = scorer;
    this.life = new Lifetime("the ranker " + schema.name());
  }

  /**
   * Opens a bundle: compares sizes and SHA-256 of all files with the manifest, the schema with what
   * there is to be told, the graph with the schema, and last the scores of the probe with those at
   * import. Native code sees the graph only after the first three.
   *
   * @param offer what there is to be told
   * @throws ConfigException if there is no such folder, or the schema names a column or a vector
   *     that is not offered, or of another width; says which and what to do
   * @throws CorruptFileException if a file is damaged, or scores come out differently
   * @throws LlmrecException if ONNX Runtime cannot load it, or is not there
   * @throws IOException if a file cannot be read
   */
  public static ForeignRanker open(Path folder, Offer offer) throws IOException {
    ForeignManifest manifest = ForeignBundle.verified(folder);
    Path file = folder.resolve(ForeignBundle.SCHEMA);
    ForeignSchema schema = Json.read(file, ForeignSchema.class);
    new OfferCheck(file, schema, offer).run();
    ForeignRanker ranker = checked(folder, schema, manifest.files().keySet());
    try {
      manifest
          .probe()
          .test(folder.resolve(ManifestFile.NAME), schema, ranker::raw, ForeignBundle.ADVICE);
      return ranker;
    } catch (RuntimeException e) {
      ranker.close();
      throw e;
    }
  }

  /**
   * The same without a probe.
   *
   * @param files those that the graph may load
   */
  static ForeignRanker checked(Path folder, ForeignSchema schema, Collection<String> files)
      throws IOException {
    Path file = folder.resolve(ForeignBundle.GRAPH);
    ExternalData.check(folder, ForeignBundle.GRAPH, Set.copyOf(files), ForeignBundle.ADVICE);
    OnnxFile graph = OnnxFile.read(file);
    new GraphCheck(file, graph, schema).run();
    try {
      return new ForeignRanker(schema, graph, OrtScorer.open(schema.name(), file));
    } catch (LinkageError e) {
      throw new LlmrecException(
          MachineCode.NATIVE_MISSING,
          "the ranker "
              + schema.name()
              + ": expected ONNX Runtime (com.microsoft.onnxruntime:onnxruntime) on the class path"
              + " and its native library to load, found "
              + e,
          e);
    }
  }

  /** What it declares. */
  public ForeignSchema schema() {
    return schema;
  }

  /**
   * Scores candidates; higher is better. Scores order the candidates of one call and mean nothing
   * beyond it.
   *
   * @return {@code [K]}, finite
   * @throws LlmrecException if the graph fails or gives a score that is not finite
   * @throws IllegalStateException if this is closed
   */
  public float[] score(Told told) {
    if (told.candidates() == 0) {
      return new float[0];
    }
    float[] scores = raw(told);
    for (int i = 0; i < scores.length; i++) {
      if (!Float.isFinite(scores[i])) {
        throw new LlmrecException(
            RankerCode.RANKER_OUTPUT,
            "the ranker "
                + schema.name()
                + ": expected a finite score of every candidate, found "
                + scores[i]
                + " of candidate "
                + i
                + " of "
                + scores.length);
      }
    }
    return scores;
  }

  /** The scores as the graph gives them. */
  float[] raw(Told told) {
    return life.whileOpen(
        () ->
            scorer.run(
                feeding.of(told),
                schema.output(),
                schema.outputColumn().orElse(0),
                told.candidates()));
  }

  @Override
  public void close() {
    life.close(scorer::close);
  }
}
