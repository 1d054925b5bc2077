package org.llmrec.pipeline.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.llmrec.core.Item;
import org.llmrec.core.json.Json;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.data.catalogue.CatalogueFiles;
import org.llmrec.data.interaction.Feedback;
import org.llmrec.data.neighbour.CoEngagement;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.table.DecayedPopularity;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.pipeline.build.Stage;
import org.llmrec.pipeline.build.StageContext;
import org.llmrec.pipeline.build.StageInput;
import org.llmrec.pipeline.config.WorkspaceConfig;
import org.llmrec.retrieve.CatalogueIndexer;
import org.llmrec.retrieve.IndexOptions;
import org.llmrec.retrieve.IndexReport;
import org.llmrec.retrieve.IndexedItem;
import org.llmrec.retrieve.SeenItemsWriter;

/** The Lucene index of the catalogue, and who has seen what. */
final class IndexStage implements Stage {
  /** The folder of the index. */
  static final String LUCENE = "lucene";

  /** The file of seen items. */
  static final String SEEN = "seen.bin";

  private static final StageInput.Output CATALOGUE =
      new StageInput.Output(StandardPlan.IMPORT, ImportStage.CATALOGUE);
  private static final StageInput.Output INTERACTIONS =
      new StageInput.Output(StandardPlan.IMPORT, ImportStage.INTERACTIONS);
  private static final StageInput.Output ANSWERS =
      new StageInput.Output(StandardPlan.ANSWERS, AnswersStage.ANSWERS);
  private static final StageInput.Output TOWERS =
      new StageInput.Output(StandardPlan.TRAIN, "items.vec");

  /** How many co-engaged items are kept of each. */
  private static final int CO_ENGAGED = 100;

  /** After so long an interaction counts half for the trend. */
  private static final double TREND_HALF_LIFE_DAYS = 365;

  private static final CoEngagement.Nearest NOBODY =
      new CoEngagement.Nearest(new int[0], new float[0]);

  private final List<String> fields;
  private final Feedback feedback;
  private final long splitSeed;
  private final IndexOptions index;

  IndexStage(WorkspaceConfig config, List<String> fields) {
    this.fields = List.copyOf(fields);
    this.feedback = config.interactions().feedback();
    this.splitSeed = config.train().seed();
    this.index = config.index();
  }

  @Override
  public String name() {
    return StandardPlan.INDEX;
  }

  /** Since 6 the split is one that stays as rows are added. */
  @Override
  public int format() {
    return 6;
  }

  @Override
  public List<StageInput> inputs() {
    List<StageInput> inputs = new ArrayList<>(List.of(CATALOGUE, INTERACTIONS, ANSWERS, TOWERS));
    fields.forEach(field -> inputs.add(EncodeStage.vectors(field)));
    return inputs;
  }

  /** The seed decides which positives are held out, and those do not count as popularity. */
  @Override
  public Map<String, String> options() {
    Map<String, String> options = new TreeMap<>(Meaning.options(feedback));
    options.put("train.seed", Long.toString(splitSeed));
    IndexOptions defaults = IndexOptions.defaults();
    if (index.language() != defaults.language()) {
      options.put("index.language", index.language().label());
    }
    if (index.vectors() != defaults.vectors()) {
      options.put("index.vectors", index.vectors().label());
    }
    return options;
  }

  @Override
  public void run(StageContext context) throws IOException {
    try (FieldVectors vectors = FieldVectors.open(fields, context);
        VectorFile towers = VectorFile.open(context.input(TOWERS.name()));
        AnswersByItem answers = AnswersByItem.open(context.input(ANSWERS.name()))) {
      TrainingData train =
          TrainingData.of(Meaning.split(context.input(INTERACTIONS.name()), feedback, splitSeed));
      int[] popularity = train.positives().popularity();
      Optional<double[]> trend = DecayedPopularity.of(train.positives(), TREND_HALF_LIFE_DAYS);
      CoEngagement engaged = CoEngagement.of(train);
      int[] ordinal = {0};
      Stream<Item> items = CatalogueFiles.stream(context.input(CATALOGUE.name()));
      IndexReport report =
          CatalogueIndexer.build(
              context.folder().resolve(LUCENE),
              items
                  .map(
                      item -> {
                        int number = train.items().indexOf(item.id());
                        CoEngagement.Nearest near =
                            number < 0 ? NOBODY : engaged.nearest(number, CO_ENGAGED);
                        for (int i = 0; i < near.items().length; i++) {
                          near.items()[i] = towers.row(train.items().get(near.items()[i]));
                        }
                        return new IndexedItem(
                                ordinal[0],
                                item,
                                answers.texts(item.id()),
                                number < 0 ? 0 : popularity[number],
                                vectors.mean(item.id()),
                                towers.row(ordinal[0]++))
                            .withCoEngaged(near.items(), near.scores())
                            .withTrend(
                                number < 0 ? 0 : trend.map(all -> (float) all[number]).orElse(0f));
                      })
                  .onClose(items::close),
              index,
              context.progress());
      Json.write(context.folder().resolve("index.json"), report);
      context.count("items", report.items());
      context.count("users", writeSeen(context, vectors.descriptions()));
    }
  }

  private long writeSeen(StageContext context, VectorFile catalogue) throws IOException {
    InteractionTable table = InteractionTable.read(context.input(INTERACTIONS.name()));
    int[] ordinals = new int[table.items().size()];
    for (int number = 0; number < ordinals.length; number++) {
      ordinals[number] = catalogue.row(table.items().get(number));
    }
    int[] users = new int[table.size()];
    int[] items = new int[table.size()];
    BitSet liked = new BitSet(table.size());
    for (int row = 0; row < table.size(); row++) {
      users[row] = table.user(row);
      items[row] = ordinals[table.item(row)];
      liked.set(row, feedback.positive(table.value(row)));
    }
    Path file = context.folder().resolve(SEEN);
    SeenItemsWriter.write(file, catalogue.size(), table.users().asList(), users, items, liked);
    return table.users().size();
  }
}
