package org.llmrec.pipeline.build;

import java.nio.file.Path;

/** Something a stage reads. */
public sealed interface StageInput {

  /** What reasons and records call it; unique within a stage. */
  String name();

  /**
   * A file of the user's, identified by its bytes.
   *
   * @param name such as {@code interactions ratings.csv}
   * @param file where it lies
   */
  record External(String name, Path file) implements StageInput {}

  /**
   * A file that an earlier stage left, identified by its bytes, so that a stage that ran again and
   * wrote the same makes nothing stale.
   *
   * @param stage the earlier stage
   * @param file its name in that stage's folder
   */
  record Output(String stage, String file) implements StageInput {
    @Override
    public String name() {
      return stage + "/" + file;
    }
  }
}
