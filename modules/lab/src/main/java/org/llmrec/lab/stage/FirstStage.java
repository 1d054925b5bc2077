package org.llmrec.lab.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.llmrec.core.Deadline;
import org.llmrec.core.Item;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.vector.FieldMean;
import org.llmrec.data.neighbour.CoEngagement;
import org.llmrec.data.protocol.Asker;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.table.DecayedPopularity;
import org.llmrec.retrieve.CatalogueIndex;
import org.llmrec.retrieve.CatalogueIndexer;
import org.llmrec.retrieve.CatalogueSearch;
import org.llmrec.retrieve.Filter;
import org.llmrec.retrieve.IndexedItem;
import org.llmrec.retrieve.source.Seeker;
import org.llmrec.train.factor.Towers;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.Methods;
import org.llmrec.train.method.TextVectors;

/**
 * A trained ranker and the product's own index of the same catalogue, as a workspace would have
 * them: ordinals are the item numbers of the training data. Safe to share between threads.
 */
final class FirstStage implements AutoCloseable {
  private static final int CO_ENGAGED = 100;
  private static final double HALF_LIFE_DAYS = 365;

  private final Towers towers;
  private final CatalogueIndex index;
  private final Path folder;

  private FirstStage(Towers towers, CatalogueIndex index, Path folder) {
    this.towers = towers;
    this.index = index;
    this.folder = folder;
  }

  /**
   * Trains and indexes.
   *
   * @param ranker settings of the ranker
   * @param folder for the index, beside the fit's own, which goes with the fit
   */
  static FirstStage make(
      TrainingData data, FitContext context, Map<String, Object> ranker, Path folder)
      throws IOException {
    Towers towers = (Towers) Methods.of("two-tower", ranker).fit(data, context);
    Path target = Files.createTempDirectory(folder, "index").resolve("lucene");
    CatalogueIndexer.build(target, items(data, context, towers), context.progress());
    return new FirstStage(towers, CatalogueIndex.open(target), target.getParent());
  }

  private static Stream<IndexedItem> items(TrainingData data, FitContext context, Towers towers) {
    TextVectors texts = context.textsFor("candidates", data);
    int[] popularity = data.positives().popularity();
    Optional<double[]> trend = DecayedPopularity.of(data.positives(), HALF_LIFE_DAYS);
    CoEngagement engaged = CoEngagement.of(data);
    return IntStream.range(0, data.items().size())
        .mapToObj(
            number -> {
              String id = data.items().get(number);
              CoEngagement.Nearest near = engaged.nearest(number, CO_ENGAGED);
              return new IndexedItem(
                      number,
                      new Item(id, "", "", List.of(), Map.of()),
                      Map.of(),
                      popularity[number],
                      FieldMean.of(texts.fields().values(), id),
                      towers.item(number))
                  .withCoEngaged(near.items(), near.scores())
                  .withTrend(trend.map(weights -> (float) weights[number]).orElse(0f));
            });
  }

  Towers towers() {
    return towers;
  }

  /** Somebody with a history, as the sources see them. */
  Seeker seeker(Asker.Reader reader) {
    return Seeker.nobody()
        .liked(Arrays.stream(reader.history()).distinct().toArray())
        .taste(towers.user(reader));
  }

  /** A search for that seeker, who gets nothing that they liked already. */
  CatalogueSearch search(Seeker seeker) {
    return index.search(Filter.none(), seeker.liked(), Deadline.none());
  }

  @Override
  public void close() {
    towers.close();
    index.close();
    try {
      AtomicFiles.deleteTree(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": cannot be deleted", e);
    }
  }
}
