package org.llmrec.pipeline.build;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.WorkspaceCode;
import org.llmrec.core.generation.FileEntry;

/** The whole outputs that a walk through a plan has met so far. */
public final class Outputs {
  private final Map<String, StageOutput> byStage = new LinkedHashMap<>();

  void put(StageOutput output) {
    byStage.put(output.record().stage(), output);
  }

  /**
   * The output of a stage.
   *
   * @throws IllegalArgumentException if it has none yet
   */
  public StageOutput get(String stage) {
    StageOutput output = byStage.get(stage);
    if (output == null) {
      throw new IllegalArgumentException(
          "stage " + stage + " has no output yet; there are " + byStage.keySet());
    }
    return output;
  }

  /** The stages with an output, in the order of the plan. */
  public List<String> stages() {
    return List.copyOf(byStage.keySet());
  }

  Collection<StageOutput> all() {
    return Collections.unmodifiableCollection(byStage.values());
  }

  /** The SHA-256 of a stage's file. */
  String sha256(StageInput.Output input) {
    return get(input.stage())
        .record()
        .output(input.file())
        .map(FileEntry::sha256)
        .orElseThrow(
            () ->
                new LlmrecException(
                    WorkspaceCode.STAGE_FAILED,
                    "stage "
                        + input.stage()
                        + ": expected it to leave "
                        + input.file()
                        + ", found "
                        + get(input.stage()).record().outputs().stream()
                            .map(FileEntry::path)
                            .toList()));
  }
}
