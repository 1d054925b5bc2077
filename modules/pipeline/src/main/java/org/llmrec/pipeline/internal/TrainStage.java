package org.llmrec.pipeline.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;
import org.llmrec.data.interaction.Feedback;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.split.Split;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.enrich.answer.AnswerGraphs;
import org.llmrec.pipeline.build.Stage;
import org.llmrec.pipeline.build.StageContext;
import org.llmrec.pipeline.build.StageInput;
import org.llmrec.pipeline.build.StageOutput;
import org.llmrec.pipeline.config.RecordOptions;
import org.llmrec.pipeline.config.WorkspaceConfig;
import org.llmrec.train.Continuation;
import org.llmrec.train.RefreshReport;
import org.llmrec.train.TowerRefresh;
import org.llmrec.train.TrainData;
import org.llmrec.train.TrainOptions;
import org.llmrec.train.TrainReport;
import org.llmrec.train.TwoTowerTrainer;

/**
 * The ranker's bundle. Refuses answers that were built on other interactions than it trains on: the
 * figures it reports of held-out ones would be too good.
 */
final class TrainStage implements Stage {
  private static final StageInput.Output INTERACTIONS =
      new StageInput.Output(StandardPlan.IMPORT, ImportStage.INTERACTIONS);
  private static final StageInput.Output GRAPHS =
      new StageInput.Output(StandardPlan.ANSWERS, AnswersStage.GRAPHS);
  private static final StageInput.Output MODEL =
      new StageInput.Output(StandardPlan.MODEL, EncoderManifest.FILE_NAME);

  private final Path workspace;
  private final List<String> fields;
  private final Feedback feedback;
  private final Set<String> independentGraphs;
  private final TrainOptions options;
  private final boolean warmStart;

  TrainStage(WorkspaceConfig config, Path workspace, List<String> fields) {
    this.workspace = workspace;
    this.fields = List.copyOf(fields);
    this.feedback = config.interactions().feedback();
    this.independentGraphs = independentGraphs(config, new EnrichFolder(workspace));
    this.options = config.train();
    this.warmStart = config.warmStart();
  }

  /** Those that the user declares, for answer files, imported answers and pinned neighbours. */
  private static Set<String> independentGraphs(WorkspaceConfig config, EnrichFolder folder) {
    Set<String> graphs = new TreeSet<>(config.independentGraphs());
    graphs.addAll(config.enrich().independentGraphs());
    if (config.enrich().neighbours().acceptPinnedGraph()) {
      PinnedSource.graph(folder).ifPresent(graphs::add);
    }
    return graphs;
  }

  @Override
  public String name() {
    return StandardPlan.TRAIN;
  }

  /** Since 2 the split is one that stays as rows are added. */
  @Override
  public int format() {
    return 2;
  }

  @Override
  public List<StageInput> inputs() {
    List<StageInput> inputs = new ArrayList<>(List.of(INTERACTIONS, GRAPHS, MODEL));
    fields.forEach(field -> inputs.add(EncodeStage.vectors(field)));
    return inputs;
  }

  @Override
  public Map<String, String> options() {
    Map<String, String> texts = new TreeMap<>(Meaning.options(feedback));
    RecordOptions.texts(options).forEach((key, value) -> texts.put("train." + key, value));
    if (warmStart) {
      texts.put(Lineage.WARM_START, "true");
    }
    if (!independentGraphs.isEmpty()) {
      texts.put("answers.independent-graphs", String.join(",", new TreeSet<>(independentGraphs)));
    }
    return texts;
  }

  @Override
  public void run(StageContext context) throws IOException {
    Optional<StageOutput> before =
        warmStart
            ? context.earlier(
                record -> Lineage.continues(this, record, context.hashes().get(MODEL.name())))
            : Optional.empty();
    if (before.isEmpty()) {
      learn(context, Continuation.none(), user -> false, "");
      return;
    }
    try (Histories histories = Histories.open(before.get().folder())) {
      learn(
          context,
          Continuation.none().fromGrown(before.get().folder()),
          histories::whole,
          before.get().record().key());
    }
  }

  private void learn(
      StageContext context, Continuation continuation, Predicate<String> whole, String from)
      throws IOException {
    checkGraphs(context);
    Split split = split(context, whole);
    Map<String, String> identity = new TreeMap<>(options());
    identity.put("from", from);
    try (FieldVectors vectors = FieldVectors.open(fields, context)) {
      TrainData data = data(context, vectors, split);
      TrainReport report =
          TwoTowerTrainer.train(
              data,
              options,
              context.folder(),
              continuation.with(TrainCheckpoints.of(workspace, context.hashes(), identity)),
              context.progress());
      TrainCheckpoints.delete(workspace);
      TrainReportFile.write(context.folder(), report);
      Histories.write(
          context.folder(), split, Histories.hashes(split.train(), data.items()), whole);
      context.count("train positives", split.train().size());
      context.count("validation positives", split.validation().size());
      context.count("test positives", split.test().size());
    }
  }

  /**
   * Takes a bundle on, without training.
   *
   * @param before of this stage, whole
   */
  void refresh(StageContext context, StageOutput before) throws IOException {
    try (Histories histories = Histories.open(before.folder());
        FieldVectors vectors = FieldVectors.open(fields, context)) {
      Split split = split(context, histories::whole);
      TrainData data = data(context, vectors, split);
      long[] hashes = Histories.hashes(split.train(), data.items());
      RefreshReport report =
          TowerRefresh.of(
              before.folder(),
              data,
              histories.same(split.train(), hashes),
              context.folder(),
              context.progress());
      TrainReportFile.refreshed(before.folder(), context.folder(), report.summary());
      Histories.write(context.folder(), split, hashes, histories::whole);
      context.count("train positives", split.train().size());
      context.count("users as they were", report.kept());
      context.count("users by their new history", report.folded());
    }
  }

  /**
   * Answers may have been built on what everybody trains on, and on nothing else. A refresh, which
   * measures nothing, need not ask.
   */
  private void checkGraphs(StageContext context) throws IOException {
    Json.read(context.input(GRAPHS.name()), AnswerGraphs.class)
        .checkedFor(TrainingData.of(split(context, user -> false)), independentGraphs);
  }

  private Split split(StageContext context, Predicate<String> whole) throws IOException {
    return Meaning.split(context.input(INTERACTIONS.name()), feedback, options.seed(), whole);
  }

  private static TrainData data(StageContext context, FieldVectors vectors, Split split)
      throws IOException {
    EncoderManifest encoder = Json.read(context.input(MODEL.name()), EncoderManifest.class);
    return new TrainData(
        vectors.descriptions().ids(),
        vectors.files(),
        split,
        encoder.name(),
        encoder.sha256(),
        // Vectors and their ids stand for catalogue and texts.
        Hashes.sha256(Json.line(new TreeMap<>(context.hashes()))));
  }
}
