package org.llmrec.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.llmrec.core.Progress;

/** Does something after every epoch, and ends the training at one of them by an exception. */
final class EndingProgress implements Progress {
  private final int last;
  private final Seen seen;
  private int epoch;

  /** What is thrown. */
  static final class Ended extends RuntimeException {}

  interface Seen {
    void epoch() throws IOException;
  }

  EndingProgress(int last, Seen seen) {
    this.last = last;
    this.seen = seen;
  }

  @Override
  public Task start(String what, long total, String unit) {
    return new Task() {
      @Override
      public void advance(long units) {
        epoch += (int) units;
      }

      @Override
      public void note(String line) {
        try {
          seen.epoch();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        if (epoch == last) {
          throw new Ended();
        }
      }

      @Override
      public void close() {}
    };
  }
}
