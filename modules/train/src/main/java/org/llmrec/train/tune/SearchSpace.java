package org.llmrec.train.tune;

import java.util.Collections;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

/**
 * The settings that are searched, each in its range, independently of the others.
 *
 * @param ranges by the setting's name
 */
public record SearchSpace(Map<String, Range> ranges) {
  /**
   * Copies the ranges.
   *
   * @throws ConfigException if there is none
   */
  public SearchSpace {
    ranges = Collections.unmodifiableMap(new TreeMap<>(ranges));
    if (ranges.isEmpty()) {
      throw new ConfigException(
          OptionCode.OPTION_MISSING, "expected settings to search, found none; give one a range");
    }
  }

  /**
   * The settings of a trial. They depend on the seed and the trial's number alone: a larger budget
   * adds trials and changes none.
   */
  public Map<String, Object> draw(long seed, int trial) {
    // The seed is mixed before the trial's number is added: neighbouring seeds share no trial.
    SplittableRandom random = new SplittableRandom(new SplittableRandom(seed).nextLong() + trial);
    Map<String, Object> settings = new TreeMap<>();
    ranges.forEach((name, range) -> settings.put(name, range.draw(random)));
    return Collections.unmodifiableMap(settings);
  }
}
