package org.llmrec.cli.internal;

import org.llmrec.core.io.Verify;
import picocli.CommandLine.Option;

/** How much of what is served is read before anything is said of it. */
final class VerifyOption {
  @Option(
      names = "--verify",
      paramLabel = "HOW",
      defaultValue = "full",
      description = {
        "How much of the workspace is read before it answers: full (the hash of every file) or fast",
        "(sizes and structure; damage of single bytes may go unnoticed). Default: ${DEFAULT-VALUE}."
      })
  private Verify verify;

  Verify verify() {
    return verify;
  }
}
