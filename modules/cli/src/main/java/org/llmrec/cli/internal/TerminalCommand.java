package org.llmrec.cli.internal;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** A command that writes. Returns its exit code. */
@Command(mixinStandardHelpOptions = true)
abstract class TerminalCommand implements Callable<Integer> {
  /** Set by the factory before anything else happens. */
  Terminal terminal;
}
