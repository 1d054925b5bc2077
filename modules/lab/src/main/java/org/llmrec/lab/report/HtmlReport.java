package org.llmrec.lab.report;

import java.io.IOException;
import java.nio.file.Path;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.lab.report.internal.page.PageWriter;
import org.llmrec.lab.result.ExperimentResult;

/**
 * An experiment's result as one HTML page that needs nothing else: no network, no other file. It
 * follows the reader's light or dark theme, can be read on a phone, printed, sorted and used by
 * keyboard, and shows everything, less conveniently, without scripts. Sections that have nothing to
 * show are left out.
 */
public final class HtmlReport {
  private HtmlReport() {}

  /**
   * Writes the page, whole or not at all.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(ExperimentResult result, Path html) throws IOException {
    AtomicFiles.writeString(html, PageWriter.page(result));
  }
}
