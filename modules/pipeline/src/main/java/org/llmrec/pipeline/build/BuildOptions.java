package org.llmrec.pipeline.build;

import java.util.Objects;
import java.util.Optional;
import org.llmrec.core.Progress;

/**
 * How to build.
 *
 * @param only a step to stop after, such as {@code train}: it and what it needs is built, nothing
 *     else; absent for everything
 * @param strict whether the first bad record stops the build
 * @param verify whether to read every output and compare hashes, rather than look at sizes and at
 *     the records; what a stage is about to read is read and compared in any case
 * @param refresh whether the rankers that are published are taken on to what has changed, where
 *     they can be, rather than learnt anew
 * @param progress hears how far long work has come
 * @param listener hears which stage runs, and why
 */
public record BuildOptions(
    Optional<String> only,
    boolean strict,
    boolean verify,
    boolean refresh,
    Progress progress,
    BuildListener listener) {
  /** Checks for null. */
  public BuildOptions {
    Objects.requireNonNull(only, "only");
    Objects.requireNonNull(progress, "progress");
    Objects.requireNonNull(listener, "listener");
  }

  /** Everything, bad records counted, sizes looked at, in silence. */
  public static BuildOptions defaults() {
    return new BuildOptions(
        Optional.empty(), false, false, false, Progress.silent(), new BuildListener() {});
  }

  /** With another end. */
  public BuildOptions only(String step) {
    return new BuildOptions(Optional.of(step), strict, verify, refresh, progress, listener);
  }

  /** With another strictness. */
  public BuildOptions strict(boolean value) {
    return new BuildOptions(only, value, verify, refresh, progress, listener);
  }

  /** With or without comparing hashes. */
  public BuildOptions verify(boolean value) {
    return new BuildOptions(only, strict, value, refresh, progress, listener);
  }

  /** With rankers that are taken on, or learnt. */
  public BuildOptions refresh(boolean value) {
    return new BuildOptions(only, strict, verify, value, progress, listener);
  }

  /** With somebody who hears of progress. */
  public BuildOptions progress(Progress value) {
    return new BuildOptions(only, strict, verify, refresh, value, listener);
  }

  /** With somebody who hears of stages. */
  public BuildOptions listener(BuildListener value) {
    return new BuildOptions(only, strict, verify, refresh, progress, value);
  }
}
