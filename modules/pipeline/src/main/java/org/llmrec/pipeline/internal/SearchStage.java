package org.llmrec.pipeline.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.llmrec.core.Deadline;
import org.llmrec.core.Item;
import org.llmrec.core.generation.FileEntry;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;
import org.llmrec.core.vector.Vectors;
import org.llmrec.data.catalogue.CatalogueFiles;
import org.llmrec.data.forget.Forgotten;
import org.llmrec.data.interaction.Feedback;
import org.llmrec.data.judgement.ClickTable;
import org.llmrec.data.judgement.JudgementSource;
import org.llmrec.data.protocol.JudgedQueries;
import org.llmrec.data.protocol.JudgedQuery;
import org.llmrec.data.record.Rejects;
import org.llmrec.data.split.Split;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.encode.OnnxTextEncoder;
import org.llmrec.encode.Role;
import org.llmrec.encode.TextEncoder;
import org.llmrec.pipeline.build.Stage;
import org.llmrec.pipeline.build.StageContext;
import org.llmrec.pipeline.build.StageInput;
import org.llmrec.pipeline.build.StageOutput;
import org.llmrec.pipeline.build.StageRecord;
import org.llmrec.pipeline.config.EncoderConfig;
import org.llmrec.pipeline.config.WorkspaceConfig;
import org.llmrec.rank.EncoderRef;
import org.llmrec.rank.Provenance;
import org.llmrec.rank.query.QueryBundle;
import org.llmrec.rank.query.QueryRanker;
import org.llmrec.retrieve.CatalogueIndex;
import org.llmrec.retrieve.CatalogueSearch;
import org.llmrec.retrieve.CatalogueView;
import org.llmrec.retrieve.Filter;
import org.llmrec.retrieve.Fusion;
import org.llmrec.retrieve.WordScoring;
import org.llmrec.retrieve.signal.Candidates;
import org.llmrec.retrieve.signal.CatalogueSignals;
import org.llmrec.retrieve.signal.FusedRanks;
import org.llmrec.retrieve.signal.LikedTogether;
import org.llmrec.retrieve.signal.QueryScorer;
import org.llmrec.retrieve.signal.SearchSignals;
import org.llmrec.train.click.ClickTargets;
import org.llmrec.train.click.PositionBias;
import org.llmrec.train.search.QueryFeatures;
import org.llmrec.train.search.SearchLearning;
import org.llmrec.train.search.SearchReport;
import org.llmrec.train.search.SearchTrainer;
import org.llmrec.train.search.SearchTrainer.Trained;

/**
 * The order in which a search shows what it finds, learnt from judged queries and clicks over the
 * index that serves them. Interactions count as far as training saw them.
 */
final class SearchStage implements Stage {
  /** The folder of the bundle, which is absent where rank fusion orders. */
  static final String BUNDLE = "order";

  private static final String JUDGEMENTS = "judgements";
  private static final String CLICKS = "clicks";
  private static final String REJECTS = "rejects.jsonl";
  private static final StageInput.Output CATALOGUE =
      new StageInput.Output(StandardPlan.IMPORT, ImportStage.CATALOGUE);
  private static final StageInput.Output INTERACTIONS =
      new StageInput.Output(StandardPlan.IMPORT, ImportStage.INTERACTIONS);
  private static final StageInput.Output ANSWERS =
      new StageInput.Output(StandardPlan.ANSWERS, AnswersStage.ANSWERS);
  private static final StageInput.Output MODEL =
      new StageInput.Output(StandardPlan.MODEL, EncoderManifest.FILE_NAME);

  private final Path judgements;
  private final Optional<Path> clicks;
  private final Feedback feedback;
  private final EncoderConfig encoder;
  private final long seed;
  private final int threads;
  private final List<StageInput> index;
  private final Path workspace;
  private final Forgotten forgotten;

  SearchStage(WorkspaceConfig config, Path workspace, Path judgements, StageOutput index) {
    this.workspace = workspace;
    this.forgotten = ForgottenInput.of(workspace);
    this.judgements = judgements;
    this.clicks = config.search().clicks();
    this.feedback = config.interactions().feedback();
    this.encoder = config.encoder();
    this.seed = config.train().seed();
    this.threads = config.train().threads();
    this.index =
        index.record().outputs().stream()
            .map(FileEntry::path)
            .filter(file -> file.startsWith(IndexStage.LUCENE + "/"))
            .<StageInput>map(file -> new StageInput.Output(StandardPlan.INDEX, file))
            .toList();
  }

  @Override
  public String name() {
    return StandardPlan.SEARCH;
  }

  /** Since 2 the split is one that stays as rows are added. */
  @Override
  public int format() {
    return 2;
  }

  @Override
  public List<StageInput> inputs() {
    List<StageInput> inputs = new ArrayList<>();
    inputs.add(new StageInput.External(JUDGEMENTS, judgements));
    clicks.ifPresent(file -> inputs.add(new StageInput.External(CLICKS, file)));
    inputs.addAll(List.of(CATALOGUE, INTERACTIONS, ANSWERS, MODEL));
    inputs.addAll(index);
    inputs.addAll(ForgottenInput.inputs(workspace, forgotten));
    return inputs;
  }

  @Override
  public Map<String, String> options() {
    Map<String, String> options = new TreeMap<>(Meaning.options(feedback));
    options.put("train.seed", Long.toString(seed));
    options.put("train.threads", Integer.toString(threads));
    return options;
  }

  @Override
  public void run(StageContext context) throws IOException {
    Path lucene = context.input(index.getFirst().name()).getParent();
    Path model = context.input(MODEL.name()).getParent();
    try (CatalogueIndex opened = CatalogueIndex.open(lucene);
        TextEncoder queries = OnnxTextEncoder.open(model, encoder.options());
        Rejects rejects =
            Rejects.writingTo(context.folder().resolve(REJECTS), context.strict(), forgotten)) {
      Ids items = Ids.of(IntStream.range(0, opened.size()).mapToObj(opened::id).toList());
      List<JudgedQuery> judged =
          JudgedQueries.fromJudgements(
              JudgementSource.of(context.input(JUDGEMENTS)), items, rejects);
      SortedMap<String, SortedMap<String, Double>> clicked =
          clicks.isPresent() ? clicked(context, items, rejects) : Collections.emptySortedMap();
      SearchReport report = learn(context, opened, queries, items, judged, clicked);
      SearchReportFile.write(context.folder(), report, rejects.counts());
      context.count("judged queries", judged.size());
      context.count("clicked queries", clicked.size());
      context.count(StageRecord.REJECTED, rejects.total());
    }
  }

  private static SortedMap<String, SortedMap<String, Double>> clicked(
      StageContext context, Ids items, Rejects rejects) throws IOException {
    ClickTable table = ClickTable.read(JudgementSource.of(context.input(CLICKS)), items, rejects);
    return ClickTargets.of(table, PositionBias.estimate(table), ClickTargets.CLIP);
  }

  private SearchReport learn(
      StageContext context,
      CatalogueIndex opened,
      TextEncoder queries,
      Ids items,
      List<JudgedQuery> judged,
      SortedMap<String, SortedMap<String, Double>> clicked)
      throws IOException {
    if (items.size() > CatalogueSignals.MOST_ITEMS) {
      return new SearchReport(
          false,
          judged.size(),
          Optional.empty(),
          List.of(
              "an order of search is learnt for up to "
                  + CatalogueSignals.MOST_ITEMS
                  + " items, all of which a query looks at; there are "
                  + items.size()
                  + ", so rank fusion orders searches"));
    }
    Split split = Meaning.split(context.input(INTERACTIONS.name()), feedback, seed).among(items);
    InteractionTable positives = split.train();
    int[][] likedBy = positives.usersByItem();
    int users = positives.users().size();
    int[] missing = missing(context);
    CatalogueSignals signals =
        new CatalogueSignals(
            opened, new LikedTogether(likedBy, users), missing, SearchTrainer.DEPTH);
    CatalogueView view = CatalogueView.of(opened);
    CatalogueSearch search = view.search(Filter.none(), new int[0], Deadline.none());
    Map<String, float[]> known = new HashMap<>();
    QueryFeatures features =
        query -> {
          Candidates found = signals.of(view, search, query, vector(queries, known, query));
          return new QueryFeatures.Told(found.items(), found.names(), found.features());
        };
    QueryScorer fused =
        new FusedRanks(
            CatalogueSignals.words(view, search, WordScoring.STANDARD),
            CatalogueSignals.vectors(view, search, query -> vector(queries, known, query)),
            Fusion.K,
            0.5);
    Trained trained =
        SearchTrainer.train(
            features,
            query -> {
              float[] scores = new float[items.size()];
              fused.score(query, scores);
              return scores;
            },
            SearchSignals.FUSED,
            items,
            judged,
            clicked,
            seed,
            threads);
    if (trained.network().isPresent()) {
      SearchReport.Figures figures = trained.report().heldOut().orElseThrow();
      QueryBundle.write(
          context.folder().resolve(BUNDLE),
          new QueryRanker(
              signals.features(view),
              trained.network().get(),
              SearchTrainer.DEPTH,
              likedBy,
              users,
              missing),
          items.asList(),
          new Provenance(
              encoder(context),
              Hashes.sha256(Json.line(new TreeMap<>(context.hashes()))),
              split.hash(),
              seed,
              Map.of(
                  "folds",
                  Integer.toString(SearchLearning.FOLDS),
                  "depth",
                  Integer.toString(SearchTrainer.DEPTH)),
              Map.of(
                  "heldout.ndcg@10", figures.learnt(),
                  "heldout.fusion.ndcg@10", figures.fusion())));
    }
    return trained.report();
  }

  private static float[] vector(TextEncoder queries, Map<String, float[]> known, String query) {
    return known.computeIfAbsent(
        query, text -> Vectors.normalise(queries.encode(List.of(text), Role.QUERY).vectors()[0]));
  }

  private static EncoderRef encoder(StageContext context) throws IOException {
    EncoderManifest manifest = Json.read(context.input(MODEL.name()), EncoderManifest.class);
    return new EncoderRef(manifest.name(), manifest.sha256());
  }

  /** By ordinal the kinds of text that an item lacks. */
  private static int[] missing(StageContext context) throws IOException {
    try (AnswersByItem answers = AnswersByItem.open(context.input(ANSWERS.name()));
        Stream<Item> items = CatalogueFiles.stream(context.input(CATALOGUE.name()))) {
      return items
          .mapToInt(item -> CatalogueSignals.missing(item, !answers.of(item.id()).isEmpty()))
          .toArray();
    }
  }
}
