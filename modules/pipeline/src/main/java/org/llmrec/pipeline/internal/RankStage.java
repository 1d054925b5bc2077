package org.llmrec.pipeline.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.core.vector.VectorFileWriter;
import org.llmrec.data.interaction.Feedback;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.split.Split;
import org.llmrec.data.table.Ids;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.pipeline.build.Stage;
import org.llmrec.pipeline.build.StageContext;
import org.llmrec.pipeline.build.StageInput;
import org.llmrec.pipeline.build.StageOutput;
import org.llmrec.pipeline.config.WorkspaceConfig;
import org.llmrec.rank.EncoderRef;
import org.llmrec.rank.ManifestFile;
import org.llmrec.train.hybrid.HybridReport;
import org.llmrec.train.hybrid.HybridTrainer;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.TextVectors;

/**
 * The ranker of short lists, learnt on the train part alone. Reads one vector an item, the mean of
 * its texts', so that its memory does not grow with the number of prompts. Comes after training,
 * which refuses answers that were built on other interactions.
 */
final class RankStage implements Stage {
  /** The folder of the bundle, which is absent where the towers rank alone. */
  static final String BUNDLE = "list";

  /** What is there where there is a bundle. */
  static final String MANIFEST = BUNDLE + "/" + ManifestFile.NAME;

  private static final StageInput.Output INTERACTIONS =
      new StageInput.Output(StandardPlan.IMPORT, ImportStage.INTERACTIONS);
  private static final StageInput.Output MODEL =
      new StageInput.Output(StandardPlan.MODEL, EncoderManifest.FILE_NAME);
  private static final String MEANS = "means.vec";

  private final List<String> fields;
  private final Feedback feedback;
  private final boolean hybrid;
  private final long seed;
  private final int threads;

  RankStage(WorkspaceConfig config, List<String> fields) {
    this.fields = List.copyOf(fields);
    this.feedback = config.interactions().feedback();
    this.hybrid = config.hybrid();
    this.seed = config.train().seed();
    this.threads = config.train().threads();
  }

  @Override
  public String name() {
    return StandardPlan.RANK;
  }

  /** Since 4 the split is one that stays as rows are added. */
  @Override
  public int format() {
    return 4;
  }

  @Override
  public List<StageInput> inputs() {
    if (!hybrid) {
      return List.of();
    }
    List<StageInput> inputs = new ArrayList<>(List.of(INTERACTIONS, MODEL));
    fields.forEach(field -> inputs.add(EncodeStage.vectors(field)));
    return inputs;
  }

  @Override
  public Map<String, String> options() {
    Map<String, String> options = new TreeMap<>();
    options.put("ranker.hybrid", Boolean.toString(hybrid));
    if (hybrid) {
      options.putAll(Meaning.options(feedback));
      options.put("train.seed", Long.toString(seed));
      options.put("train.threads", Integer.toString(threads));
    }
    return options;
  }

  @Override
  public void run(StageContext context) throws IOException {
    HybridReport report =
        hybrid
            ? learn(context)
            : new HybridReport(
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.of("ranker.hybrid is false: the towers rank alone"),
                0);
    RankReportFile.write(context.folder(), report);
  }

  private HybridReport learn(StageContext context) throws IOException {
    return with(
        context,
        (split, encoder, data, fit) ->
            HybridTrainer.train(
                TrainingData.of(split),
                split,
                Map.of(),
                encoder,
                data,
                context.folder().resolve(BUNDLE),
                fit));
  }

  /**
   * Takes a ranker on, without learning; learns where its methods are others now.
   *
   * @param before of this stage, whole, with a bundle
   */
  void refresh(StageContext context, StageOutput before) throws IOException {
    long began = System.nanoTime();
    boolean refreshed =
        with(
            context,
            (split, encoder, data, fit) ->
                HybridTrainer.refresh(
                    TrainingData.of(split),
                    before.file(BUNDLE),
                    encoder,
                    data,
                    split.hash(),
                    context.folder().resolve(BUNDLE),
                    fit));
    if (refreshed) {
      String sentence =
          String.format(
              Locale.ROOT,
              "the methods of short lists were fitted anew, and put together as they were learnt to"
                  + " be (%.1f s)",
              (System.nanoTime() - began) / 1e9);
      TrainReportFile.refreshed(before.folder(), context.folder(), sentence);
    } else {
      run(context);
    }
  }

  /** Something that is done with the rows and texts. */
  @FunctionalInterface
  private interface Work<T> {
    T of(Split split, EncoderRef encoder, String dataHash, FitContext fit) throws IOException;
  }

  private <T> T with(StageContext context, Work<T> work) throws IOException {
    EncoderManifest encoder = Json.read(context.input(MODEL.name()), EncoderManifest.class);
    Path scratch = Files.createTempDirectory(context.folder(), "scratch");
    try (FieldVectors vectors = FieldVectors.open(fields, context)) {
      List<String> items = vectors.descriptions().ids();
      Split split =
          Meaning.split(context.input(INTERACTIONS.name()), feedback, seed).among(Ids.of(items));
      try (VectorFile means = means(scratch.resolve(MEANS), items, vectors)) {
        return work.of(
            split,
            new EncoderRef(encoder.name(), encoder.sha256()),
            Hashes.sha256(Json.line(new TreeMap<>(context.hashes()))),
            new FitContext(
                seed,
                threads,
                Optional.of(
                    new TextVectors("the catalogue", Map.of("mean", means), Optional.empty())),
                scratch,
                context.progress()));
      }
    } finally {
      AtomicFiles.deleteTree(scratch);
    }
  }

  private static VectorFile means(Path file, List<String> items, FieldVectors vectors)
      throws IOException {
    int dims = vectors.descriptions().dims();
    try (VectorFileWriter writer = VectorFileWriter.create(file, dims, Map.of("rows", "means"))) {
      for (String item : items) {
        writer.add(item, vectors.mean(item));
      }
    }
    return VectorFile.open(file);
  }
}
