package org.llmrec.train.hybrid;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.rank.list.FactorPart;
import org.llmrec.rank.list.Part;
import org.llmrec.rank.list.Signals;
import org.llmrec.rank.list.TextNeighbours;
import org.llmrec.rank.list.TextPairs;
import org.llmrec.rank.list.TextPart;
import org.llmrec.rank.list.WeightPart;
import org.llmrec.train.blas.TextMatrix;
import org.llmrec.train.factor.PlacedFactors;
import org.llmrec.train.linear.EasePair;
import org.llmrec.train.linear.ItemToItem;
import org.llmrec.train.linear.ItemWeights;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Methods;
import org.llmrec.train.tower.PartTower;
import org.llmrec.train.tower.WhitenedTexts;

/** Fits all methods whose scores are put together, on the same rows. */
final class SignalsFit {
  private final HybridSettings how;
  private final Optional<TextMatrix> texts;
  private final FitContext context;

  /**
   * For some texts.
   *
   * @param texts of all items; empty where nothing reads texts
   */
  SignalsFit(HybridSettings how, Optional<TextMatrix> texts, FitContext context) {
    this.how = how;
    this.texts = texts;
    this.context = context;
  }

  Signals on(TrainingData data) throws IOException {
    int[] met = data.positives().popularity();
    Optional<TextMatrix> unit = texts.map(TextMatrix::unit);
    Optional<TextNeighbours> neighbours =
        unit.map(matrix -> NearestTexts.of(matrix, met, context.threads()));
    PlacedFactors factors =
        PlacedFactors.learn(Hybrid.NAME, data, texts, how.ials(), how.ridge(), context);
    List<Part> parts = new ArrayList<>();
    boolean dense = EasePair.met(data) <= how.easeItems();
    Optional<WeightPart> withTexts = Optional.empty();
    if (dense) {
      try (EasePair ease = EasePair.of(data, how.lambda(), context.threads())) {
        int each = Math.max(1, how.keep() / data.items().size());
        parts.add(new WeightPart("ease", false, ease.plain(each).rows()));
        if (how.weight() > 0) {
          withTexts = unit.map(matrix -> easeText(ease.withTexts(matrix, how.weight(), each)));
        }
      }
    }
    parts.add(
        new FactorPart("ials", false, factors.factors(), factors.factors().items(), neighbours));
    if (how.itemKnn() || !dense) {
      try (FittedMethod knn = Methods.of("item-knn", Map.of()).fit(data, context)) {
        ItemWeights weights = ((ItemToItem) knn).strongest(how.keep());
        parts.add(new WeightPart("item-knn", false, weights.rows()));
      }
    }
    withTexts.ifPresent(parts::add);
    if (how.towers() && texts.isPresent()) {
      parts.add(PartTower.learn(data, how.towerSettings(), context));
    }
    if (texts.isPresent()) {
      parts.add(
          new FactorPart(
              "ridge-ials",
              true,
              factors.factors(),
              factors.predicted().orElseThrow(),
              Optional.empty()));
      parts.add(new TextPart("content", unit.orElseThrow().width(), unit.orElseThrow().values()));
    }
    return new Signals(
        parts,
        neighbours,
        met,
        how.times() ? MeetingTimes.of(data.positives()) : Optional.empty(),
        how.times(),
        how.missing(),
        pairs(data));
  }

  /** The axes of texts are the same in every fit, which those of factors are not. */
  private Optional<TextPairs> pairs(TrainingData data) throws IOException {
    if (how.products() == 0 || texts.isEmpty()) {
      return Optional.empty();
    }
    int dims = context.textsFor(Hybrid.NAME, data).fieldDims();
    WhitenedTexts own = WhitenedTexts.ofSum(texts.get(), dims, how.products(), 1);
    return Optional.of(new TextPairs(own.width(), own.values()));
  }

  private static WeightPart easeText(ItemWeights weights) {
    return new WeightPart("ease-text", true, weights.rows());
  }
}
