package org.llmrec.cli.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Ctrl-C and a request to terminate end work cleanly the first time, and the program the second
 * time. Until closed.
 */
final class StopSignals implements AutoCloseable {
  private static final int BY_SIGNAL = 128;

  private record Before(Signal signal, SignalHandler handler) {}

  private final List<Before> before = new ArrayList<>();

  private StopSignals() {}

  /**
   * From now on.
   *
   * @param stop what ends the work; returns at once
   */
  static StopSignals during(Terminal terminal, Runnable stop) {
    StopSignals signals = new StopSignals();
    AtomicBoolean asked = new AtomicBoolean();
    for (String name : List.of("INT", "TERM")) {
      Signal signal = new Signal(name);
      try {
        SignalHandler handler =
            Signal.handle(
                signal,
                caught -> {
                  if (asked.getAndSet(true)) {
                    Runtime.getRuntime().halt(BY_SIGNAL + caught.getNumber());
                  }
                  terminal.note(
                      "stopping: calls under way come to their end; again to end at once");
                  stop.run();
                });
        signals.before.add(new Before(signal, handler));
      } catch (IllegalArgumentException e) {
        // Somebody started Java with -Xrs, or the system keeps the signal: it ends us as ever.
        System.getLogger(StopSignals.class.getName())
            .log(System.Logger.Level.DEBUG, "cannot hear {0}: {1}", name, e.getMessage());
      }
    }
    return signals;
  }

  @Override
  public void close() {
    before.forEach(each -> Signal.handle(each.signal(), each.handler()));
  }
}
