package org.llmrec.core;

/**
 * Hears how far a long job has come. Implementations draw a bar, write lines or do nothing; calls
 * may come from several threads and must return quickly.
 */
public interface Progress {

  /**
   * A stretch of work begins; it ends when its task is closed.
   *
   * @param what a short name, such as {@code "encode description"}
   * @param total how many units there will be, or -1 when unknown
   * @param unit the unit's name in the plural, such as {@code "texts"}
   */
  Task start(String what, long total, String unit);

  /** One stretch of work. */
  interface Task extends AutoCloseable {
    /** {@code units} more are done. */
    void advance(long units);

    /** Something worth a line, such as an epoch's loss. */
    void note(String line);

    /**
     * How things stand, for the end of the line that shows how far the work has come; takes the
     * place of what was said before. Passed over by listeners that show no such line.
     */
    default void status(String text) {}

    @Override
    void close();
  }

  /** Hears nothing. */
  static Progress silent() {
    return SilentProgress.INSTANCE;
  }
}
