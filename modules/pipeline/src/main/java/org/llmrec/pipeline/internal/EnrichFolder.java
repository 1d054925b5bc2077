package org.llmrec.pipeline.internal;

import java.nio.file.Path;

/**
 * Where a workspace keeps what a language model wrote: beside the outputs of stages, which come and
 * go, as nobody wants to pay for an answer twice.
 *
 * @param workspace the workspace's folder
 */
public record EnrichFolder(Path workspace) {

  /** The folder of the store and of the pinned neighbours. */
  public Path answers() {
    return workspace.resolve("answers");
  }

  /** The pinned neighbours. */
  public Path neighbours() {
    return answers().resolve("neighbours.jsonl");
  }

  /** The records that the last import of answers refused. */
  public Path rejects() {
    return answers().resolve("rejects.jsonl");
  }

  /** The user's prices. */
  public Path prices() {
    return workspace.resolve("prices.yaml");
  }
}
