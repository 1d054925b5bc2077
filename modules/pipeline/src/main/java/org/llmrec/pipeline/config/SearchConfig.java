package org.llmrec.pipeline.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.llmrec.data.config.ConfigSection;

/**
 * What an order of searches is learnt from.
 *
 * @param judgements what people say of items for queries; nothing is learnt without it
 * @param clicks a log of what was shown and clicked on
 */
public record SearchConfig(Optional<Path> judgements, Optional<Path> clicks) {
  static final String SECTION = "search";
  private static final String JUDGEMENTS = "judgements";
  private static final String CLICKS = "clicks";

  /** Why {@link #clicksAlone} is refused. */
  static final String CLICKS_ALONE =
      "expected judgements beside clicks, by which to see whether what they teach helps, found none";

  /** Nothing. */
  public static SearchConfig none() {
    return new SearchConfig(Optional.empty(), Optional.empty());
  }

  static SearchConfig read(ConfigSection top, Path folder) {
    ConfigSection section = top.section(SECTION, List.of(JUDGEMENTS, CLICKS));
    SearchConfig config =
        new SearchConfig(path(section, JUDGEMENTS, folder), path(section, CLICKS, folder));
    if (config.clicksAlone()) {
      throw section.wrong(CLICKS_ALONE);
    }
    return config;
  }

  /** Whether there are clicks without judgements, which is refused. */
  boolean clicksAlone() {
    return clicks.isPresent() && judgements.isEmpty();
  }

  private static Optional<Path> path(ConfigSection section, String key, Path folder) {
    return section.has(key) ? Optional.of(section.path(key, folder)) : Optional.empty();
  }
}
