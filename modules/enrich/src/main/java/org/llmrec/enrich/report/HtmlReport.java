package org.llmrec.enrich.report;

import java.io.IOException;
import java.nio.file.Path;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.enrich.report.internal.ReportPage;

/**
 * The report as one HTML page that needs nothing else: no network, no other file, no script. It
 * follows the reader's light or dark theme and can be read on a phone. What an item or a model says
 * is text on it, whatever it says.
 */
public final class HtmlReport {
  private HtmlReport() {}

  /**
   * Writes the page, whole or not at all.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(EnrichReport report, Path html) throws IOException {
    AtomicFiles.writeString(html, ReportPage.of(report));
  }
}
