package org.llmrec.pipeline.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.generation.StageEntry;

/** Decides whether a stage has to run, and says why. Changes nothing. */
final class Judge {
  private final Path workspace;
  private final StageStore store;
  private final Map<String, StageEntry> published;
  private final boolean hashes;
  private final boolean strict;

  /**
   * For one walk through a plan.
   *
   * @param published the current generation's stages; empty when there is none
   * @param hashes whether to read every output, or only look at its size
   * @param strict whether an output with refused records is not good enough
   */
  Judge(
      Path workspace,
      StageStore store,
      Map<String, StageEntry> published,
      boolean hashes,
      boolean strict) {
    this.workspace = workspace;
    this.store = store;
    this.published = published;
    this.hashes = hashes;
    this.strict = strict;
  }

  Decision decide(KeyedStage keyed) throws IOException {
    StageKey key = keyed.key();
    if (!store.exists(key)) {
      return new Decision.MustRun(why(key));
    }
    StageOutput output;
    try {
      output = store.open(key, hashes);
    } catch (CorruptFileException e) {
      return new Decision.MustRun(
          "output " + workspace.relativize(e.file()) + " is missing or damaged");
    }
    long rejected = output.record().rejected();
    if (strict && rejected > 0) {
      return new Decision.MustRun("--strict, and " + rejected + " records were refused");
    }
    StageEntry entry = published.get(key.stage());
    return new Decision.Whole(output, entry != null && entry.key().equals(key.shortKey()));
  }

  private String why(StageKey key) throws IOException {
    StageEntry entry = published.get(key.stage());
    Optional<StageRecord> before = entry == null ? Optional.empty() : store.record(entry);
    if (before.isEmpty()) {
      before = store.latest(key.stage());
    }
    if (before.isPresent()) {
      return Reasons.differences(before.get(), key);
    }
    return entry == null ? "first run" : "its output is gone";
  }
}
