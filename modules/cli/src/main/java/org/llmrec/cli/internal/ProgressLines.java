package org.llmrec.cli.internal;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.llmrec.core.Progress;

/**
 * Draws a bar that redraws itself where a person watches, and writes a plain line every ten seconds
 * where a file does. Thread-safe.
 */
final class ProgressLines implements Progress {
  private static final int WIDTH = 24;
  private static final long REDRAW_NANOS = 100_000_000L;
  private static final long LINE_NANOS = 10_000_000_000L;

  private final Terminal terminal;

  ProgressLines(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Task start(String what, long total, String unit) {
    return new Bar(what, total, unit);
  }

  private final class Bar implements Task {
    private final String what;
    private final long total;
    private final String unit;
    private final long begun = System.nanoTime();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong shown = new AtomicLong(begun);
    private final RecentRate rate = new RecentRate(begun);
    private volatile String status = "";
    private boolean closed;

    Bar(String what, long total, String unit) {
      this.what = what;
      this.total = total;
      this.unit = unit;
    }

    @Override
    public void advance(long units) {
      done.addAndGet(units);
      long now = System.nanoTime();
      long last = shown.get();
      long interval = terminal.interactive() ? REDRAW_NANOS : LINE_NANOS;
      if (now - last >= interval && shown.compareAndSet(last, now)) {
        draw(false);
      }
    }

    @Override
    public void note(String line) {
      synchronized (terminal) {
        clear();
        terminal.note("    %s", line);
      }
    }

    @Override
    public void status(String text) {
      status = text;
    }

    @Override
    public void close() {
      synchronized (terminal) {
        if (!closed && (terminal.interactive() || System.nanoTime() - begun > LINE_NANOS)) {
          draw(true);
        }
        closed = true;
      }
    }

    private void draw(boolean last) {
      synchronized (terminal) {
        if (closed) {
          return;
        }
        long count = done.get();
        String text = text(count, rate.at(System.nanoTime(), count));
        if (!terminal.interactive()) {
          terminal.note("    %s", text);
        } else if (last) {
          clear();
        } else {
          terminal.err().print("\r    " + text + "\033[K");
          terminal.err().flush();
        }
      }
    }

    private void clear() {
      if (terminal.interactive()) {
        terminal.err().print("\r\033[K");
        terminal.err().flush();
      }
    }

    private String text(long count, double rate) {
      String more = status.isEmpty() ? "" : "; " + status;
      if (total <= 0) {
        return String.format(Locale.ROOT, "%s: %,d %s, %,.0f/s%s", what, count, unit, rate, more);
      }
      double share = Math.min(1, (double) count / total);
      int filled = (int) Math.round(share * WIDTH);
      String left = rate > 0 ? Durations.brief((total - count) / rate) + " left" : "";
      return String.format(
          Locale.ROOT,
          "%s [%s%s] %3.0f%% %,d/%,d %s, %,.0f/s %s%s",
          what,
          "#".repeat(filled),
          ".".repeat(WIDTH - filled),
          100 * share,
          count,
          total,
          unit,
          rate,
          left,
          more);
    }
  }
}
