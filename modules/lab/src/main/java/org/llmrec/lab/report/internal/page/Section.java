package org.llmrec.lab.report.internal.page;

import org.llmrec.lab.report.internal.View;

/** A part of the page with a heading. */
interface Section {
  /** Its id in the page, for links. */
  String id();

  /** Its heading. */
  String title(View view);

  /** Whether there is anything to show. */
  boolean present(View view);

  /** Writes what stands below the heading. */
  void write(Page page);
}
