package org.llmrec.lab.report.internal.page;

import java.util.List;
import org.llmrec.lab.report.internal.Numbers;
import org.llmrec.lab.report.internal.View;
import org.llmrec.lab.report.internal.markup.Markup;
import org.llmrec.lab.result.Setup;

/** All that is needed to measure it again. */
final class SetupSection implements Section {
  @Override
  public String id() {
    return "setup";
  }

  @Override
  public String title(View view) {
    return "How to reproduce it";
  }

  @Override
  public boolean present(View view) {
    return true;
  }

  @Override
  public void write(Page page) {
    Setup s = page.view().setup();
    Markup out = page.out();
    out.open("pre", "class", "command", "tabindex", "0").element("code", s.command()).close();
    out.open("dl", "class", "facts");
    fact(out, "Protocol", s.protocol());
    fact(out, "Data", s.data());
    fact(out, "Data, SHA-256", s.dataHash());
    fact(out, "Split of the first seed", size(s));
    fact(out, "Ties", s.ties());
    fact(
        out,
        "Candidates",
        s.sampledNegatives() > 0
            ? s.sampledNegatives() + " sampled negatives"
            : "the whole catalogue");
    fact(out, "Settings tried per model", Integer.toString(s.tuningTrials()));
    fact(out, "Baseline", s.baseline());
    fact(out, "Software", "llmrec " + s.version());
    fact(out, "Machine", s.machine());
    out.close();
    splits(page, s);
  }

  private static void splits(Page page, Setup s) {
    if (s.splitHashes().isEmpty()) {
      return;
    }
    DataTable table = new DataTable("Splits").number("Seed").text("SHA-256 of the split");
    for (int i = 0; i < s.splitHashes().size(); i++) {
      String seed = i < s.seeds().size() ? s.seeds().get(i).toString() : Numbers.UNKNOWN;
      String hash = s.splitHashes().get(i);
      table.row(
          List.of(
              new DataTable.Cell(seed, out -> out.text(seed)),
              new DataTable.Cell(hash, out -> out.element("code", hash))));
    }
    page.out().open("details").element("summary", "Splits");
    table.write(page.out());
    page.out().close();
  }

  private static String size(Setup s) {
    return Numbers.count(s.users())
        + " users, "
        + Numbers.count(s.items())
        + " items, "
        + Numbers.count(s.positives())
        + " positives, "
        + Numbers.count(s.testCases())
        + " test cases";
  }

  private static void fact(Markup out, String name, String value) {
    if (!value.isEmpty()) {
      out.open("div").element("dt", name).open("dd").foreign(value).close().close();
    }
  }
}
