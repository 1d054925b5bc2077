package org.llmrec.core.io;

/** Lets go of what was opened already when the rest cannot be. */
public final class Closing {
  private Closing() {}

  /**
   * Closes.
   *
   * @param reason why; what goes wrong in closing is added to it
   * @param parts in the order of closing; null for one that was not opened
   */
  public static void after(Exception reason, AutoCloseable... parts) {
    for (AutoCloseable part : parts) {
      try {
        if (part != null) {
          part.close();
        }
      } catch (Exception e) {
        reason.addSuppressed(e);
      }
    }
  }
}
