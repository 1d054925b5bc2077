package org.llmrec.pipeline.build;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One step of a build: a function from files and options to files. The same inputs and options must
 * give an output of the same meaning, because an output that is there is not made again.
 */
public interface Stage {

  /** Its name, such as {@code import} or {@code encode/description}. */
  String name();

  /** The version of what it writes; a new one makes every older output stale. */
  int format();

  /** What it reads, in the order in which reasons should name it. */
  List<StageInput> inputs();

  /**
   * The options that change what it writes, by the name under which the user set them, such as
   * {@code train.seed}. What changes only its speed does not belong here.
   */
  Map<String, String> options();

  /**
   * What may run where this stage's own output is not there, and is good enough then: a stage of
   * the same name, under other options. Its output is taken until this stage is asked for without
   * it.
   */
  default Optional<Stage> inPlace() {
    return Optional.empty();
  }

  /**
   * Does the work: reads its inputs through {@code context} and writes below {@code
   * context.folder()}.
   *
   * @throws IOException if a file cannot be read or written
   * @throws InterruptedException if the thread was asked to stop
   */
  void run(StageContext context) throws IOException, InterruptedException;
}
