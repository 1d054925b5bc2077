package org.llmrec.pipeline.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.generation.FileEntry;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.pipeline.build.CurrentStages;
import org.llmrec.pipeline.build.Outputs;
import org.llmrec.pipeline.build.Stage;
import org.llmrec.pipeline.build.StageContext;
import org.llmrec.pipeline.build.StageInput;
import org.llmrec.pipeline.build.StageOutput;
import org.llmrec.pipeline.build.StageRecord;

/** Puts a refresh in the place of learning where what is published can be taken on. */
final class Refreshes {
  private final Optional<StageRecord> train;
  private final Optional<StageRecord> rank;

  private Refreshes(Optional<StageRecord> train, Optional<StageRecord> rank) {
    this.train = train;
    this.rank = rank;
  }

  /** For a build that learns. */
  static Refreshes none() {
    return new Refreshes(Optional.empty(), Optional.empty());
  }

  /** Of what a workspace serves. */
  static Refreshes of(Path workspace) throws IOException {
    Optional<CurrentStages> current = CurrentStages.find(workspace);
    if (current.isEmpty()) {
      return none();
    }
    return new Refreshes(
        current.get().record(StandardPlan.TRAIN), current.get().record(StandardPlan.RANK));
  }

  Stage train(TrainStage stage, Outputs outputs) {
    return of(stage, train, outputs, stage::refresh);
  }

  /** Only a ranker that there is can be refreshed. */
  Stage rank(RankStage stage, Outputs outputs) {
    return of(
        stage,
        rank.filter(before -> before.output(RankStage.MANIFEST).isPresent()),
        outputs,
        stage::refresh);
  }

  private static Stage of(
      Stage learning, Optional<StageRecord> published, Outputs outputs, Work work) {
    String encoder =
        outputs
            .get(StandardPlan.MODEL)
            .record()
            .output(EncoderManifest.FILE_NAME)
            .map(FileEntry::sha256)
            .orElse("");
    return published
        .filter(before -> Lineage.continues(learning, before, encoder))
        .<Stage>map(before -> inPlaceOf(learning, Lineage.root(before), work))
        .orElse(learning);
  }

  /** A stage that is run where its output is wanted, and the refresh in its place otherwise. */
  private static Stage inPlaceOf(Stage learning, String root, Work work) {
    Map<String, String> options = new TreeMap<>(learning.options());
    options.put(Lineage.REFRESHED, root);
    Stage refreshing =
        new Variant(
            learning,
            options,
            Optional.empty(),
            context -> work.run(context, before(learning, root, context)));
    return new Variant(learning, learning.options(), Optional.of(refreshing), learning::run);
  }

  /** The newest output that goes back to a learnt one. */
  private static StageOutput before(Stage stage, String root, StageContext context)
      throws IOException {
    return context
        .earlier(
            record -> record.stageFormat() == stage.format() && Lineage.root(record).equals(root))
        .orElseThrow(
            () ->
                new CorruptFileException(
                    FileCode.BUILD_DAMAGED,
                    context.folder().getParent(),
                    "the output of stage " + stage.name() + " that is published, to go on from",
                    "none that is whole",
                    "build without --refresh, which learns anew"));
  }

  /** What a refresh does with the output that it goes on from. */
  @FunctionalInterface
  private interface Work {
    void run(StageContext context, StageOutput before) throws IOException, InterruptedException;
  }

  /** What a stage does. */
  @FunctionalInterface
  private interface Running {
    void run(StageContext context) throws IOException, InterruptedException;
  }

  /** A stage with some of it replaced. */
  private record Variant(
      Stage stage, Map<String, String> options, Optional<Stage> inPlace, Running running)
      implements Stage {
    @Override
    public String name() {
      return stage.name();
    }

    @Override
    public int format() {
      return stage.format();
    }

    @Override
    public List<StageInput> inputs() {
      return stage.inputs();
    }

    @Override
    public void run(StageContext context) throws IOException, InterruptedException {
      running.run(context);
    }
  }
}
