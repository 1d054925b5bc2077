package org.llmrec.pipeline.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.llmrec.core.error.Causes;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.data.forget.Forgotten;
import org.llmrec.pipeline.build.StageInput;

/** What a workspace is to forget, as an input of the stages that read foreign records. */
final class ForgottenInput {
  private static final String NAME = "forgotten";

  private ForgottenInput() {}

  /**
   * Reads it.
   *
   * @throws CorruptFileException if it is damaged, or gone though what is served was built with it:
   *     what was forgotten would come back
   * @throws LlmrecException if it cannot be read
   */
  static Forgotten of(Path workspace) {
    Path file = Forgotten.file(workspace);
    try {
      if (!Files.exists(file) && PublishedRecords.readsFrom(workspace, StandardPlan.IMPORT, NAME)) {
        throw new CorruptFileException(
            FileCode.FILE_DAMAGED,
            file,
            "what the current generation was built without",
            "none",
            "restore it from a copy, or forget the same again with llmrec forget: without it what"
                + " was forgotten would come back");
      }
      return Forgotten.read(workspace);
    } catch (IOException e) {
      throw new LlmrecException(Causes.code(e), file + ": cannot read: " + e.getMessage(), e);
    }
  }

  /** Nothing where nothing is to be forgotten, so that other workspaces keep their keys. */
  static List<StageInput> inputs(Path workspace, Forgotten forgotten) {
    return forgotten.isEmpty()
        ? List.of()
        : List.of(new StageInput.Fingerprint(NAME, forgotten.sha256(), Forgotten.file(workspace)));
  }
}
