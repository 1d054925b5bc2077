package org.llmrec.rank.list;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.llmrec.rank.list.ListManifest.PartEntry;
import org.llmrec.rank.list.ListManifest.PartKind;
import org.llmrec.rank.tensor.Tensor;

/** A ranker as named tensors, and back. */
final class ListTensors {
  private static final String MET = "met";
  private static final String FACTORS = "factors.items";
  private static final String SPECTRUM = "factors.spectrum";
  private static final String AVERAGE = "factors.average";
  private static final String SHARED = "shared";

  private final Map<String, Tensor> tensors;

  private ListTensors(Map<String, Tensor> tensors) {
    this.tensors = tensors;
  }

  static Map<String, Tensor> of(ListRanker ranker) {
    Map<String, Tensor> all = new TreeMap<>();
    Signals signals = ranker.signals();
    all.put(MET, Tensor.Ints.vector(signals.counts()));
    for (int p = 0; p < signals.parts().size(); p++) {
      put(all, "part." + p, tensors(signals.parts().get(p)));
    }
    factors(signals).ifPresent(factors -> put(all, factors));
    signals.neighbours().ifPresent(texts -> put(all, SHARED, texts.tensors()));
    signals.times().ifPresent(times -> put(all, SHARED, times.tensors()));
    signals.pairs().ifPresent(pairs -> put(all, SHARED, pairs.tensors()));
    networks(all, "network", ranker.met());
    networks(all, "strangers", ranker.strangers());
    networks(all, "unmet", ranker.unmet());
    return all;
  }

  /** Rows that are the factors themselves are not kept twice. */
  private static Map<String, Tensor> tensors(Part part) {
    return kind(part) == PartKind.FACTORS ? Map.of() : part.tensors();
  }

  static PartKind kind(Part part) {
    return switch (part) {
      case WeightPart weights -> PartKind.WEIGHTS;
      case FactorPart factors ->
          factors.ranked() == factors.factors().items() ? PartKind.FACTORS : PartKind.PLACED;
      case TowerPart towers -> PartKind.TOWERS;
      case TextPart texts -> PartKind.TEXTS;
    };
  }

  /** Those that users are solved with, of which there is one set. */
  static Optional<Factors> factors(Signals signals) {
    return signals.parts().stream()
        .filter(FactorPart.class::isInstance)
        .map(part -> ((FactorPart) part).factors())
        .findFirst();
  }

  private static void put(Map<String, Tensor> all, Factors factors) {
    all.put(FACTORS, factors.tensor(factors.items()));
    all.put(SPECTRUM, Tensor.Floats.vector(factors.spectrum()));
    all.put(AVERAGE, Tensor.Floats.vector(factors.average()));
  }

  private static void networks(Map<String, Tensor> all, String name, List<ListNetwork> networks) {
    for (int n = 0; n < networks.size(); n++) {
      put(all, name + "." + n, networks.get(n).tensors());
    }
  }

  private static void put(Map<String, Tensor> all, String name, Map<String, Tensor> own) {
    own.forEach((key, tensor) -> all.put(name + "." + key, tensor));
  }

  /**
   * The ranker that a manifest announces.
   *
   * @throws IllegalArgumentException if the tensors do not make it, with what was expected and
   *     found
   */
  static ListRanker ranker(ListManifest manifest, Map<String, Tensor> tensors) {
    ListTensors all = new ListTensors(tensors);
    Optional<TextNeighbours> neighbours =
        manifest.neighbours() ? Optional.of(all.neighbours()) : Optional.empty();
    Optional<Times> times =
        manifest.times()
            ? Optional.of(
                new Times(
                    all.ints(SHARED + "." + Times.STARTS), all.ints(SHARED + "." + Times.MINUTES)))
            : Optional.empty();
    Signals signals =
        new Signals(
            all.parts(manifest, neighbours),
            neighbours,
            all.ints(MET),
            times,
            manifest.withTimes(),
            !manifest.missing().isEmpty(),
            manifest.pairs().map(all::pairs));
    if (signals.items() != manifest.items()
        || !signals.names().equals(manifest.features())
        || !signals.missing().equals(manifest.missing())) {
      throw new IllegalArgumentException(
          "expected "
              + manifest.items()
              + " items and the features "
              + manifest.features()
              + ", of which may be missing "
              + manifest.missing()
              + ", found "
              + signals.items()
              + ", "
              + signals.names()
              + " and "
              + signals.missing());
    }
    ListRanker ranker =
        new ListRanker(
            signals,
            all.networks("network", manifest.met()),
            all.networks("strangers", manifest.strangers().orElse(0)),
            all.networks("unmet", manifest.unmet()),
            manifest.calibration());
    if (!ranker.leaves().equals(manifest.leaves())) {
      throw new IllegalArgumentException(
          "expected networks with "
              + manifest.leaves()
              + " leaves of trees, found "
              + ranker.leaves());
    }
    return ranker;
  }

  private List<Part> parts(ListManifest manifest, Optional<TextNeighbours> neighbours) {
    Factors factors = null;
    List<Part> parts = new ArrayList<>();
    for (int p = 0; p < manifest.parts().size(); p++) {
      PartEntry entry = manifest.parts().get(p);
      if (factors == null
          && (entry.kind() == PartKind.FACTORS || entry.kind() == PartKind.PLACED)) {
        factors = factors(manifest);
      }
      parts.add(part(entry, "part." + p + ".", factors, neighbours));
    }
    return parts;
  }

  private Part part(
      PartEntry entry, String prefix, Factors factors, Optional<TextNeighbours> neighbours) {
    // Only what goes by rows alone is asked about items with like texts.
    Optional<TextNeighbours> asked = entry.placesNew() ? Optional.empty() : neighbours;
    return switch (entry.kind()) {
      case WEIGHTS ->
          new WeightPart(
              entry.name(),
              entry.placesNew(),
              new SparseRows(
                  ints(prefix + WeightPart.STARTS),
                  ints(prefix + WeightPart.TARGETS),
                  floats(prefix + WeightPart.WEIGHTS).values()));
      case FACTORS ->
          new FactorPart(entry.name(), entry.placesNew(), factors, factors.items(), asked);
      case PLACED ->
          new FactorPart(
              entry.name(),
              entry.placesNew(),
              factors,
              floats(prefix + FactorPart.RANKED).values(),
              asked);
      case TOWERS -> {
        Tensor.Floats items = matrix(prefix + TowerPart.ITEMS);
        Map<String, float[]> learnt = new HashMap<>();
        HistoryTower.TENSORS.forEach(name -> learnt.put(name, floats(prefix + name).values()));
        yield new TowerPart(
            entry.name(),
            entry.placesNew(),
            HistoryTower.of(
                learnt, items.values(), ints(MET), ints(prefix + HistoryTower.LENGTH)[0]));
      }
      case TEXTS -> {
        Tensor.Floats texts = matrix(prefix + TextPart.TEXTS);
        yield new TextPart(entry.name(), texts.shape().get(1), texts.values());
      }
    };
  }

  private Factors factors(ListManifest manifest) {
    return new Factors(
        floats(FACTORS).values(),
        floats(SPECTRUM).values(),
        floats(AVERAGE).values(),
        manifest.lambda(),
        manifest.alpha(),
        manifest.nu());
  }

  private TextPairs pairs(int width) {
    return new TextPairs(width, floats(SHARED + "." + TextPairs.ROWS).values());
  }

  private TextNeighbours neighbours() {
    Tensor.Floats shares = matrix(SHARED + "." + TextNeighbours.SHARES);
    return new TextNeighbours(
        shares.shape().get(1), ints(SHARED + "." + TextNeighbours.NEIGHBOURS), shares.values());
  }

  private List<ListNetwork> networks(String name, int count) {
    List<ListNetwork> networks = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      String prefix = name + "." + n + ".";
      networks.add(ListNetwork.read(tensors, prefix));
    }
    return networks;
  }

  private Tensor.Floats floats(String name) {
    if (tensors.get(name) instanceof Tensor.Floats floats) {
      return floats;
    }
    throw absent(name, "numbers");
  }

  private Tensor.Floats matrix(String name) {
    Tensor.Floats floats = floats(name);
    if (floats.shape().size() != 2) {
      throw new IllegalArgumentException("expected tensor " + name + " as rows, found " + floats);
    }
    return floats;
  }

  private int[] ints(String name) {
    if (tensors.get(name) instanceof Tensor.Ints ints) {
      return ints.values();
    }
    throw absent(name, "whole numbers");
  }

  private IllegalArgumentException absent(String name, String what) {
    return new IllegalArgumentException(
        "expected tensor " + name + " of " + what + ", found " + tensors.get(name));
  }
}
