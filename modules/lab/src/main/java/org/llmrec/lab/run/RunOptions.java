package org.llmrec.lab.run;

import java.nio.file.Path;
import java.util.Objects;
import org.llmrec.core.Progress;

/**
 * How to run an experiment.
 *
 * @param out a folder for the store and temporary files; made when absent
 * @param texts a folder for the encoder's files and the vectors of texts, which several experiments
 *     may share, also at the same time; made when absent
 * @param jobs how many fits at a time. Each gets an equal share of the processors, so that one job,
 *     the default, lets a fit use all of them; more jobs help where many small fits use one each
 * @param processors how many may be used in all
 * @param sampledNegatives how many items a sampled ranking draws; 0 for the full catalogue
 * @param fresh whether what the store holds is made anew
 * @param command what reproduces the run, for the report
 * @param progress hears every fit
 */
public record RunOptions(
    Path out,
    Path texts,
    int jobs,
    int processors,
    int sampledNegatives,
    boolean fresh,
    String command,
    Progress progress) {
  /** Checks. */
  public RunOptions {
    Objects.requireNonNull(out, "out");
    Objects.requireNonNull(texts, "texts");
    Objects.requireNonNull(command, "command");
    Objects.requireNonNull(progress, "progress");
    if (jobs < 1 || processors < 1 || sampledNegatives < 0) {
      throw new IllegalArgumentException(
          "expected jobs and processors from 1 on and negatives from 0 on, found "
              + jobs
              + ", "
              + processors
              + ", "
              + sampledNegatives);
    }
  }

  /**
   * One fit at a time on all processors, the full catalogue, in silence; texts lie in the folder.
   */
  public static RunOptions in(Path out) {
    return new RunOptions(
        out,
        out.resolve("texts"),
        1,
        Runtime.getRuntime().availableProcessors(),
        0,
        false,
        "llmrec evaluate",
        Progress.silent());
  }

  /** With the texts' vectors elsewhere. */
  public RunOptions texts(Path folder) {
    return new RunOptions(
        out, folder, jobs, processors, sampledNegatives, fresh, command, progress);
  }

  /** With as many jobs. */
  public RunOptions jobs(int number) {
    return new RunOptions(
        out, texts, number, processors, sampledNegatives, fresh, command, progress);
  }

  /** With a sampled ranking. */
  public RunOptions sampledNegatives(int number) {
    return new RunOptions(out, texts, jobs, processors, number, fresh, command, progress);
  }

  /** With everything made anew, or not. */
  public RunOptions fresh(boolean anew) {
    return new RunOptions(out, texts, jobs, processors, sampledNegatives, anew, command, progress);
  }

  /** With the command that reproduces the run. */
  public RunOptions command(String line) {
    return new RunOptions(out, texts, jobs, processors, sampledNegatives, fresh, line, progress);
  }

  /** With a listener. */
  public RunOptions progress(Progress listener) {
    return new RunOptions(out, texts, jobs, processors, sampledNegatives, fresh, command, listener);
  }

  /** How many threads one fit may use. */
  int threads() {
    return Math.max(1, processors / jobs);
  }
}
