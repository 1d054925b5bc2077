package org.llmrec.cli;

import org.llmrec.cli.internal.Llmrec;

/**
 * The program {@code llmrec}.
 *
 * <p>Exit codes: 0 done; 1 something failed while doing it; 2 what was asked for cannot be (usage,
 * configuration, a file that is not there).
 */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    // Exit rather than return: native libraries may keep threads of theirs alive.
    System.exit(Llmrec.run(arguments));
  }
}
