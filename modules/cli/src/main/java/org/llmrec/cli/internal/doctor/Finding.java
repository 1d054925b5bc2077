package org.llmrec.cli.internal.doctor;

import java.util.Optional;
import org.llmrec.cli.internal.Failure;

/**
 * What a check found.
 *
 * @param state how serious it is
 * @param what the thing that was looked at
 * @param text what was found
 * @param code which error it is, where a check met one
 * @param advice what to do, where something is wrong
 */
public record Finding(
    State state, String what, String text, Optional<String> code, Optional<String> advice) {

  /** How serious a finding is. */
  public enum State {
    /** As it should be. */
    OK,
    /** It works, and something is worth knowing. */
    WARN,
    /** Something that is needed does not work. */
    FAIL
  }

  /** Something that is fine unless it throws. */
  @FunctionalInterface
  interface Look {
    /** What was found. */
    Finding at(String what) throws Exception;
  }

  static Finding ok(String what, String text) {
    return new Finding(State.OK, what, text, Optional.empty(), Optional.empty());
  }

  static Finding warn(String what, String text, String advice) {
    return new Finding(State.WARN, what, text, Optional.empty(), Optional.of(advice));
  }

  static Finding fail(String what, String text, String advice) {
    return new Finding(State.FAIL, what, text, Optional.empty(), Optional.of(advice));
  }

  /** What a look found, or what it threw. */
  static Finding of(String what, Look look) {
    try {
      return look.at(what);
    } catch (Exception | LinkageError e) {
      Failure failure = Failure.of(e);
      return new Finding(
          State.FAIL,
          what,
          failure.sentence(),
          Optional.of(failure.code().id()),
          Optional.of(failure.code().page().advice()));
    }
  }
}
