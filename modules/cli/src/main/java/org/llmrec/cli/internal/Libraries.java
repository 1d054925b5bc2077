package org.llmrec.cli.internal;

import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;

/** Keeps the libraries below us quiet, unless somebody debugs. */
final class Libraries {
  private Libraries() {}

  /** Only errors, or everything from INFO on. */
  static void quieten(boolean debug) {
    Level level = debug ? Level.INFO : Level.SEVERE;
    var root = LogManager.getLogManager().getLogger("");
    root.setLevel(level);
    for (Handler handler : root.getHandlers()) {
      if (handler instanceof ConsoleHandler) {
        handler.setLevel(level);
      }
    }
  }
}
