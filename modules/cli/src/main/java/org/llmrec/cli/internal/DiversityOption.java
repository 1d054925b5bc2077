package org.llmrec.cli.internal;

import org.llmrec.recommender.Request;
import picocli.CommandLine.Option;

/** How much the items of a list are to differ. */
final class DiversityOption {
  @Option(
      names = "--diversity",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "How much items that differ from those above them count beside items that fit, 0 to 1"
              + " (${DEFAULT-VALUE}).")
  private double share;

  Request of(Request request) {
    return request.diversity(share);
  }
}
