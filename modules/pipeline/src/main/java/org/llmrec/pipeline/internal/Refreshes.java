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
        .<Stage>map(
            before -> new Learning(learning, new Refreshing(learning, Lineage.root(before), work)))
        .orElse(learning);
  }

  /** What a refresh does with the output that it goes on from. */
  @FunctionalInterface
  private interface Work {
    void run(StageContext context, StageOutput before) throws IOException, InterruptedException;
  }

  /** A stage that is run where its output is wanted, and not otherwise. */
  private record Learning(Stage stage, Stage refreshing) implements Stage {
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
    public Map<String, String> options() {
      return stage.options();
    }

    @Override
    public Optional<Stage> inPlace() {
      return Optional.of(refreshing);
    }

    @Override
    public void run(StageContext context) throws IOException, InterruptedException {
      stage.run(context);
    }
  }

  /** The same stage, which takes on what was learnt under {@code root}. */
  private record Refreshing(Stage stage, String root, Work work) implements Stage {
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
    public Map<String, String> options() {
      Map<String, String> options = new TreeMap<>(stage.options());
      options.put(Lineage.REFRESHED, root);
      return options;
    }

    @Override
    public void run(StageContext context) throws IOException, InterruptedException {
      Optional<StageOutput> before =
          context.earlier(
              record -> record.stageFormat() == format() && Lineage.root(record).equals(root));
      if (before.isEmpty()) {
        throw new CorruptFileException(
            FileCode.BUILD_DAMAGED,
            context.folder().getParent(),
            "the output of stage " + name() + " that is published, to go on from",
            "none that is whole",
            "build without --refresh, which learns anew");
      }
      work.run(context, before.get());
    }
  }
}
