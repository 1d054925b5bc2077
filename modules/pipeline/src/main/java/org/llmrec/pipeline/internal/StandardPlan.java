package org.llmrec.pipeline.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.llmrec.core.generation.Generation;
import org.llmrec.pipeline.build.StagePlan;
import org.llmrec.pipeline.config.WorkspaceConfig;

/** The road from a catalogue to something that can be served. */
public final class StandardPlan {
  static final String IMPORT = "import";
  static final String ANSWERS = "answers";
  static final String MODEL = "model";
  static final String ENCODE = "encode";
  static final String TRAIN = "train";
  static final String RANK = "rank";
  static final String INDEX = "index";
  static final String SEARCH = "search";

  /** The steps that every workspace has, in the order in which they are built. */
  public static final List<String> STEPS =
      List.of(IMPORT, ANSWERS, MODEL, ENCODE, TRAIN, RANK, INDEX);

  private StandardPlan() {}

  /**
   * The plan for a workspace.
   *
   * @throws IOException if it cannot be read whether a ranker was imported
   */
  public static StagePlan of(Path workspace, WorkspaceConfig config) throws IOException {
    return of(workspace, config, Refreshes.none());
  }

  /**
   * The same, in which published rankers are taken on where they can be.
   *
   * @throws IOException if it cannot be read what is published
   */
  public static StagePlan refreshing(Path workspace, WorkspaceConfig config) throws IOException {
    return of(workspace, config, Refreshes.of(workspace));
  }

  private static StagePlan of(Path workspace, WorkspaceConfig config, Refreshes refreshes)
      throws IOException {
    List<StagePlan.Step> steps = new ArrayList<>(always(workspace, config, refreshes));
    config
        .search()
        .judgements()
        .ifPresent(
            judgements ->
                steps.add(
                    new StagePlan.Step(
                        SEARCH,
                        Set.of(IMPORT, ANSWERS, MODEL, INDEX),
                        outputs ->
                            List.of(
                                new SearchStage(
                                    config, workspace, judgements, outputs.get(INDEX))))));
    ForeignFolder.current(workspace)
        .ifPresent(
            bundle ->
                steps.add(
                    new StagePlan.Step(
                        ForeignStage.NAME,
                        steps.stream().map(StagePlan.Step::name).collect(Collectors.toSet()),
                        outputs -> List.of(new ForeignStage(bundle, outputs)))));
    return new StagePlan(steps);
  }

  /** The file of the answers that a generation goes by. */
  public static Path answers(Generation generation) {
    return generation.file(ANSWERS, AnswersStage.ANSWERS);
  }

  private static List<StagePlan.Step> always(
      Path workspace, WorkspaceConfig config, Refreshes refreshes) {
    return List.of(
        new StagePlan.Step(
            IMPORT, Set.of(), outputs -> List.of(new ImportStage(config, workspace))),
        new StagePlan.Step(
            ANSWERS, Set.of(IMPORT), outputs -> List.of(new AnswersStage(config, workspace))),
        new StagePlan.Step(MODEL, Set.of(), outputs -> List.of(ModelStage.of(config.encoder()))),
        new StagePlan.Step(
            ENCODE,
            Set.of(IMPORT, ANSWERS, MODEL),
            outputs ->
                EncodeStage.all(
                    Fields.of(outputs, config.enrich().knownFields()), config.encoder())),
        new StagePlan.Step(
            TRAIN,
            Set.of(IMPORT, ANSWERS, MODEL, ENCODE),
            outputs ->
                List.of(
                    refreshes.train(
                        new TrainStage(config, workspace, Fields.encoded(outputs)), outputs))),
        new StagePlan.Step(
            RANK,
            Set.of(IMPORT, ANSWERS, MODEL, ENCODE, TRAIN),
            outputs ->
                List.of(refreshes.rank(new RankStage(config, Fields.encoded(outputs)), outputs))),
        new StagePlan.Step(
            INDEX,
            Set.of(IMPORT, ANSWERS, ENCODE, TRAIN),
            outputs -> List.of(new IndexStage(config, Fields.encoded(outputs)))));
  }
}
