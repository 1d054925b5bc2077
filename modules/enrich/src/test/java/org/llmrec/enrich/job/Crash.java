package org.llmrec.enrich.job;

import java.util.ArrayList;
import java.util.List;

/** Ends a run in the middle of its n-th step, before or after what the step does. */
final class Crash {
  /** Nobody catches it on purpose. */
  static final class Crashed extends Error {
    private static final long serialVersionUID = 1;

    Crashed(String where) {
      super(where);
    }
  }

  interface Step<T> {
    T take() throws Exception;
  }

  private final int at;
  private final boolean before;
  private final List<String> steps = new ArrayList<>();

  Crash(int at, boolean before) {
    this.at = at;
    this.before = before;
  }

  static Crash never() {
    return new Crash(Integer.MAX_VALUE, true);
  }

  /** The names of the steps there were. */
  synchronized List<String> steps() {
    return List.copyOf(steps);
  }

  private synchronized int next(String name) {
    steps.add(name);
    return steps.size() - 1;
  }

  <T> T step(String name, Step<T> step) {
    int number = next(name);
    // What is dead does nothing more.
    if (number > at || (number == at && before)) {
      throw new Crashed(name);
    }
    T result;
    try {
      result = step.take();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    if (number == at) {
      throw new Crashed(name);
    }
    return result;
  }
}
