package org.llmrec.cli.internal;

import picocli.CommandLine;

/** Makes commands: those that write get the terminal. */
final class CommandFactory implements CommandLine.IFactory {
  private final Terminal terminal;

  CommandFactory(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (TerminalCommand.class.isAssignableFrom(type)) {
      K command = type.getDeclaredConstructor().newInstance();
      ((TerminalCommand) command).terminal = terminal;
      return command;
    }
    return CommandLine.defaultFactory().create(type);
  }
}
