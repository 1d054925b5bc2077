package org.llmrec.lab.report;

import java.io.IOException;
import java.nio.file.Path;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.lab.result.ExperimentResult;

/** An experiment's result as one HTML page that needs nothing else. */
public final class HtmlReport {
  private HtmlReport() {}

  /**
   * Writes the page, whole or not at all.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(ExperimentResult result, Path html) throws IOException {
    String text =
        TerminalReport.of(result, 120)
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;");
    AtomicFiles.writeString(
        html,
        "<!doctype html>\n<meta charset=utf-8>\n<title>llmrec</title>\n<pre>" + text + "</pre>\n");
  }
}
