package org.llmrec.lab.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.llmrec.lab.arm.TextArm;

/** One line of the leaderboard to be. */
public sealed interface ModelSpec {
  /** As the experiment calls it, unique. */
  String name();

  /**
   * A method of ours that is tuned and fitted.
   *
   * @param name of the line
   * @param method the method's name
   * @param text the texts that it reads; empty for a method that reads none
   * @param encoder a known encoder model's name, or a model folder; empty for the experiment's
   * @param settings fixed ones
   * @param grid per setting the values to try, in the written order; empty where nothing is tuned
   */
  record Fitted(
      String name,
      String method,
      Optional<TextArm> text,
      Optional<String> encoder,
      Map<String, Object> settings,
      Map<String, List<Object>> grid)
      implements ModelSpec {
    /** Copies the maps in their order. */
    public Fitted {
      settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
      grid = Collections.unmodifiableMap(new LinkedHashMap<>(grid));
    }
  }

  /**
   * Scores that were made elsewhere.
   *
   * @param name of the line
   * @param run the path of a TREC run or a CSV of {@code user,item,score}, with {@code {seed}}
   *     where there is one file a seed
   */
  record External(String name, String run) implements ModelSpec {
    /** What stands for the seed in a path. */
    public static final String SEED = "{seed}";

    /** The path for one seed. */
    public String run(long seed) {
      return run.replace(SEED, Long.toString(seed));
    }

    /** Whether there is a file for each seed. */
    public boolean perSeed() {
      return run.contains(SEED);
    }
  }
}
