package org.llmrec.pipeline.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.llmrec.core.json.Json;
import org.llmrec.pipeline.build.Outputs;
import org.llmrec.pipeline.build.Stage;
import org.llmrec.pipeline.build.StageContext;
import org.llmrec.pipeline.build.StageInput;
import org.llmrec.pipeline.build.StageOutput;
import org.llmrec.rank.ManifestFile;
import org.llmrec.rank.foreign.ForeignRanker;
import org.llmrec.rank.foreign.Offer;
import org.llmrec.rank.list.ListManifest;
import org.llmrec.rank.query.QueryManifest;
import org.llmrec.retrieve.CatalogueIndex;
import org.llmrec.retrieve.CatalogueView;
import org.llmrec.retrieve.signal.RankerColumns;

/**
 * An imported ranker, in a workspace that has one. Runs again whenever what it may be told has
 * changed, and fails where the ranker wants something that is gone: what cannot be served is not
 * published.
 */
public final class ForeignStage implements Stage {
  /** The stage's name, and that of the folder in a generation. */
  public static final String NAME = "foreign";

  private static final StageInput.Output INDEX =
      new StageInput.Output(StandardPlan.INDEX, "index.json");
  private static final StageInput.Output LIST =
      new StageInput.Output(StandardPlan.RANK, RankStage.BUNDLE + "/" + ManifestFile.NAME);
  private static final StageInput.Output ORDER =
      new StageInput.Output(StandardPlan.SEARCH, SearchStage.BUNDLE + "/" + ManifestFile.NAME);

  private final Path bundle;
  private final Outputs outputs;

  /**
   * Of a bundle.
   *
   * @param bundle as it was imported
   * @param outputs of the stages before
   */
  public ForeignStage(Path bundle, Outputs outputs) {
    this.bundle = bundle;
    this.outputs = outputs;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int format() {
    return 1;
  }

  @Override
  public List<StageInput> inputs() {
    List<StageInput> inputs = new ArrayList<>();
    for (Path file : files()) {
      inputs.add(new StageInput.External("imported " + file.getFileName(), file));
    }
    inputs.add(INDEX);
    for (StageInput.Output ranker : List.of(LIST, ORDER)) {
      if (left(outputs, ranker)) {
        inputs.add(ranker);
      }
    }
    return inputs;
  }

  private List<Path> files() {
    try (Stream<Path> files = Files.list(bundle)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean left(Outputs outputs, StageInput.Output file) {
    return outputs.stages().contains(file.stage())
        && outputs.get(file.stage()).record().output(file.file()).isPresent();
  }

  @Override
  public Map<String, String> options() {
    return Map.of();
  }

  /** What the outputs of the stages before offer a ranker. */
  public static Offer offer(Outputs outputs) throws IOException {
    StageOutput index = outputs.get(StandardPlan.INDEX);
    try (CatalogueIndex opened = CatalogueIndex.open(index.file(IndexStage.LUCENE))) {
      CatalogueView view = CatalogueView.of(opened);
      return RankerColumns.offer(
          left(outputs, LIST)
              ? Json.read(file(outputs, LIST), ListManifest.class).features()
              : List.of(),
          left(outputs, ORDER)
              ? Json.read(file(outputs, ORDER), QueryManifest.class).features()
              : List.of(),
          view.textDims(),
          view.towerDims());
    }
  }

  private static Path file(Outputs outputs, StageInput.Output input) {
    return outputs.get(input.stage()).file(input.file());
  }

  @Override
  public void run(StageContext context) throws IOException {
    try (ForeignRanker ranker = ForeignRanker.open(bundle, offer(outputs))) {
      context.count("inputs", ranker.schema().inputs().size());
    }
    for (Path file : files()) {
      Files.copy(file, context.folder().resolve(file.getFileName()));
    }
  }
}
