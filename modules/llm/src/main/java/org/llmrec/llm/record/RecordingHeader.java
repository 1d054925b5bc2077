package org.llmrec.llm.record;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.llmrec.llm.Capability;
import org.llmrec.llm.ModelInfo;

/** A recording's first line: which model was recorded. */
record RecordingHeader(
    int formatVersion, String model, List<Capability> capabilities, int contextTokens) {
  /** The format that is written, and the only one that is read. */
  static final int FORMAT = 1;

  RecordingHeader {
    if (formatVersion != FORMAT) {
      throw new IllegalArgumentException(
          "expected format version " + FORMAT + ", found " + formatVersion);
    }
    capabilities = List.copyOf(capabilities);
  }

  /** Of a model; batches are not recorded. */
  static RecordingHeader of(ModelInfo info) {
    return new RecordingHeader(
        FORMAT,
        info.id(),
        info.capabilities().stream().filter(c -> c != Capability.BATCH).sorted().toList(),
        info.contextTokens());
  }

  ModelInfo info() {
    Set<Capability> set = EnumSet.noneOf(Capability.class);
    set.addAll(capabilities);
    return new ModelInfo(model, set, contextTokens);
  }
}
