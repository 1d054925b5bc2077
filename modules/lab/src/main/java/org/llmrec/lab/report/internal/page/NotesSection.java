package org.llmrec.lab.report.internal.page;

import java.util.ArrayList;
import java.util.List;
import org.llmrec.lab.report.internal.Sentences;
import org.llmrec.lab.report.internal.View;

/** What a reader has to know. */
final class NotesSection implements Section {
  @Override
  public String id() {
    return "notes";
  }

  @Override
  public String title(View view) {
    return "Notes and warnings";
  }

  @Override
  public boolean present(View view) {
    return !all(view).isEmpty();
  }

  @Override
  public void write(Page page) {
    page.out().open("ul", "class", "notes");
    for (String note : all(page.view())) {
      page.out().open("li").foreign(note).close();
    }
    page.out().close();
  }

  private static List<String> all(View view) {
    List<String> all = new ArrayList<>(Sentences.warnings(view));
    all.addAll(view.result().notes());
    return all;
  }
}
