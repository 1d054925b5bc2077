package org.llmrec.lab.stage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.retrieve.source.CandidateSource;
import org.llmrec.retrieve.source.CoEngaged;
import org.llmrec.retrieve.source.History;
import org.llmrec.retrieve.source.Mixing;
import org.llmrec.retrieve.source.Newcomers;
import org.llmrec.retrieve.source.Part;
import org.llmrec.retrieve.source.Popular;
import org.llmrec.retrieve.source.Retrieval;
import org.llmrec.retrieve.source.Tower;
import org.llmrec.retrieve.source.Trending;
import org.llmrec.train.method.Settings;

/**
 * Which first stage is judged.
 *
 * @param retrieval its parts, all of weight 1 or the weights given
 * @param names of the parts, in their order
 * @param depth how many candidates count
 * @param learns whether the weights are learnt on validation
 * @param ranked whether the ranker orders the candidates
 * @param ranker settings of the ranker
 * @param taken all settings with their values
 */
record StageSettings(
    Retrieval retrieval,
    List<String> names,
    int depth,
    boolean learns,
    boolean ranked,
    Map<String, Object> ranker,
    Map<String, Object> taken) {
  static final String FUSED = "fused";

  /** No first stage at all: the ranker scores the catalogue. */
  static final String EVERYTHING = "everything";

  static final String EPOCHS = "epochs-without-validation";
  static final String STOPPING = "stopping";
  private static final String LEARN = "learn";
  private static final int MOST = 10_000;

  private static List<String> names(boolean trends) {
    List<String> names = new ArrayList<>(List.of("taste", "co-engaged", "history", "popularity"));
    if (trends) {
      names.add("trending");
    }
    names.add("newcomers");
    return names;
  }

  static String weight(String name) {
    return "weight-" + name;
  }

  static StageSettings read(Settings settings, boolean ranked) {
    String source =
        settings.choice(
            "source",
            FUSED,
            List.of(
                FUSED,
                EVERYTHING,
                "taste",
                "co-engaged",
                "history",
                "popularity",
                "trending",
                "newcomers"));
    int depth = settings.integer("depth", 200, 1, MOST);
    boolean exact = settings.truth("exact", false);
    int middles = settings.integer("middles", 4, 1, 32);
    int few = settings.integer("newcomer", Newcomers.FEW, 0, MOST);
    boolean trends = settings.truth("trends", true);
    int quota = settings.integer("quota", 0, 0, MOST);
    String mixing = settings.choice("mixing", "ranks", List.of("ranks", "z-scores"));
    boolean learns = settings.choice("weights", LEARN, List.of(LEARN, "given")).equals(LEARN);
    Map<String, CandidateSource> all = new LinkedHashMap<>();
    all.put("taste", new Tower(exact));
    all.put("co-engaged", new CoEngaged());
    all.put("history", new History(middles, 200, exact));
    all.put("popularity", new Popular());
    all.put("trending", new Trending());
    all.put("newcomers", new Newcomers(few, exact));
    boolean everything = source.equals(EVERYTHING);
    if (everything && !ranked) {
      throw new ConfigException(
          OptionCode.OPTION_VALUE,
          "candidates.source: expected a source, found everything, which only two-stage ranks");
    }
    List<String> names =
        everything ? List.of() : source.equals(FUSED) ? names(trends) : List.of(source);
    List<Part> parts = new ArrayList<>();
    for (String name : all.keySet()) {
      double weight = settings.number(weight(name), 1, 0, 1_000);
      if (names.contains(name)) {
        boolean kept = name.equals("newcomers") && source.equals(FUSED);
        parts.add(new Part(all.get(name), depth, weight, kept ? Math.min(quota, depth) : 0));
      }
    }
    Map<String, Object> ranker = new LinkedHashMap<>();
    ranker.put("dropout", settings.number("dropout", 0.4, 0, 0.9));
    ranker.put("user-l2", settings.number("user-l2", 3e-4, 0, 1));
    ranker.put("unmet-negatives", settings.truth("unmet-negatives", true));
    ranker.put(EPOCHS, settings.integer(EPOCHS, 20, 1, 100_000));
    ranker.put(STOPPING, settings.choice(STOPPING, "validation", List.of("validation", "none")));
    Retrieval retrieval =
        Retrieval.of(parts)
            .mixing(mixing.equals("ranks") ? new Mixing.ReciprocalRank() : new Mixing.ZScores());
    return new StageSettings(
        retrieval,
        List.copyOf(names),
        depth,
        learns && names.size() > 1,
        ranked,
        ranker,
        settings.taken());
  }
}
