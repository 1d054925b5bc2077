package org.llmrec.pipeline.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
import org.llmrec.pipeline.config.RecordOptions;
import org.llmrec.pipeline.config.WorkspaceConfig;
import org.llmrec.train.Continuation;
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

  TrainStage(WorkspaceConfig config, Path workspace, List<String> fields) {
    this.workspace = workspace;
    this.fields = List.copyOf(fields);
    this.feedback = config.interactions().feedback();
    this.independentGraphs = independentGraphs(config, new EnrichFolder(workspace));
    this.options = config.train();
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

  @Override
  public int format() {
    return 1;
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
    if (!independentGraphs.isEmpty()) {
      texts.put("answers.independent-graphs", String.join(",", new TreeSet<>(independentGraphs)));
    }
    return texts;
  }

  @Override
  public void run(StageContext context) throws IOException {
    EncoderManifest encoder = Json.read(context.input(MODEL.name()), EncoderManifest.class);
    Split split = Meaning.split(context.input(INTERACTIONS.name()), feedback, options.seed());
    Json.read(context.input(GRAPHS.name()), AnswerGraphs.class)
        .checkedFor(TrainingData.of(split), independentGraphs);
    try (FieldVectors vectors = FieldVectors.open(fields, context)) {
      TrainData data =
          new TrainData(
              vectors.descriptions().ids(),
              vectors.files(),
              split,
              encoder.name(),
              encoder.sha256(),
              // Vectors and their ids stand for catalogue and texts.
              Hashes.sha256(Json.line(new TreeMap<>(context.hashes()))));
      TrainReport report =
          TwoTowerTrainer.train(
              data,
              options,
              context.folder(),
              Continuation.none().with(TrainCheckpoints.of(workspace, context.hashes(), options())),
              context.progress());
      TrainCheckpoints.delete(workspace);
      TrainReportFile.write(context.folder(), report);
      context.count("train positives", split.train().size());
      context.count("validation positives", split.validation().size());
      context.count("test positives", split.test().size());
    }
  }
}
