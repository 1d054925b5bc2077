package org.llmrec.lab.report.internal.page;

import org.llmrec.lab.report.internal.View;
import org.llmrec.lab.report.internal.markup.Markup;

/**
 * What a section writes with.
 *
 * @param view the result
 * @param out where it goes
 * @param colours of the models, the same in every plot
 */
record Page(View view, Markup out, Colours colours) {
  /** A sentence or two below a heading. */
  void lead(String text) {
    out.element("p", text, "class", "lead");
  }
}
