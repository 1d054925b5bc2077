package org.llmrec.pipeline.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.generation.FileEntry;
import org.llmrec.core.generation.StageEntry;
import org.llmrec.core.io.Verify;

/** Decides whether a stage has to run, and says why. Changes nothing. */
final class Judge {
  private final Path workspace;
  private final StageStore store;
  private final Map<String, StageEntry> published;
  private final Verify verify;
  private final boolean strict;

  /**
   * For one walk through a plan.
   *
   * @param published the current generation's stages; empty when there is none
   * @param verify whether to read every output, or only look at its size
   * @param strict whether an output with refused records is not good enough
   */
  Judge(
      Path workspace,
      StageStore store,
      Map<String, StageEntry> published,
      Verify verify,
      boolean strict) {
    this.workspace = workspace;
    this.store = store;
    this.published = published;
    this.verify = verify;
    this.strict = strict;
  }

  Decision decide(KeyedStage keyed) throws IOException {
    StageKey key = keyed.key();
    if (!store.exists(key)) {
      return new Decision.MustRun(why(key));
    }
    StageEntry entry = published.get(key.stage());
    boolean isPublished = entry != null && entry.key().equals(key.shortKey());
    StageOutput output;
    try {
      if (isPublished) {
        checkRecord(entry);
      }
      output = store.open(key, verify);
    } catch (CorruptFileException e) {
      return new Decision.MustRun(
          "output " + workspace.relativize(e.file()) + " is missing or damaged");
    }
    long rejected = output.record().rejected();
    if (strict && rejected > 0) {
      return new Decision.MustRun("--strict, and " + rejected + " records were refused");
    }
    return new Decision.Whole(output, isPublished);
  }

  /** A record is small, and what it says of the other files is believed. */
  private void checkRecord(StageEntry entry) throws IOException {
    Optional<FileEntry> record = entry.file(StageRecord.FILE);
    if (record.isPresent()) {
      record.get().verify(workspace);
    }
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
