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

  /**
   * Something of the user's that grows while it is read, such as a database: identified by what it
   * says of its content, as its bytes change without that. A stage that finds more in it than it
   * said before leaves more; the next build sees another identity and runs the stage again.
   *
   * @param name such as {@code answer store}
   * @param sha256 of what identifies its content
   * @param path where it lies
   */
  record Fingerprint(String name, String sha256, Path path) implements StageInput {}
}
