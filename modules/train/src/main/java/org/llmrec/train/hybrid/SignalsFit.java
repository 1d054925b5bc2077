package org.llmrec.train.hybrid;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.rank.list.FactorPart;
import org.llmrec.rank.list.Part;
import org.llmrec.rank.list.Signals;
import org.llmrec.rank.list.TextNeighbours;
import org.llmrec.rank.list.TextPart;
import org.llmrec.rank.list.WeightPart;
import org.llmrec.train.blas.TextMatrix;
import org.llmrec.train.factor.PlacedFactors;
import org.llmrec.train.linear.ItemToItem;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Methods;

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
    Optional<TextNeighbours> neighbours = unit.map(matrix -> NearestTexts.of(matrix, met));
    PlacedFactors factors =
        PlacedFactors.learn(Hybrid.NAME, data, texts, how.ials(), how.ridge(), context);
    boolean dense = data.items().size() <= how.easeItems();
    List<Part> parts = new ArrayList<>();
    if (dense) {
      parts.add(weights("ease", false, Map.of("lambda", how.lambda()), data));
    }
    parts.add(
        new FactorPart("ials", false, factors.factors(), factors.factors().items(), neighbours));
    if (how.itemKnn() || !dense) {
      parts.add(weights("item-knn", false, Map.of(), data));
    }
    if (texts.isPresent()) {
      if (dense) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("lambda", how.lambda());
        settings.put("weight", how.weight());
        parts.add(weights("ease-text", true, settings, data));
      }
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
        how.times());
  }

  private Part weights(
      String method, boolean placesNew, Map<String, Object> settings, TrainingData data)
      throws IOException {
    try (FittedMethod fitted = Methods.of(method, settings).fit(data, context)) {
      return new WeightPart(method, placesNew, ((ItemToItem) fitted).strongest(how.keep()).rows());
    }
  }
}
