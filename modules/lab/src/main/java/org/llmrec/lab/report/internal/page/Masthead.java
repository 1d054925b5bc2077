package org.llmrec.lab.report.internal.page;

import java.util.ArrayList;
import java.util.List;
import org.llmrec.lab.report.internal.Sentences;
import org.llmrec.lab.report.internal.View;
import org.llmrec.lab.report.internal.markup.Markup;
import org.llmrec.lab.result.Setup;

/** The head of the page: what was measured, and what came out, before any table. */
final class Masthead {
  private Masthead() {}

  static void write(Page page) {
    View view = page.view();
    Markup out = page.out();
    out.open("header", "class", "masthead");
    out.open("h1").foreign(view.result().name()).close();
    Sentences.sampled(view)
        .ifPresent(s -> out.open("p", "class", "alarm", "role", "note").text("⚠ " + s).close());
    out.open("p", "class", "measured").foreign(measured(view)).close();
    Sentences.headline(view).ifPresent(h -> out.open("p", "class", "headline").foreign(h).close());
    List<String> findings = findings(view);
    if (!findings.isEmpty()) {
      out.open("ul", "class", "findings");
      findings.forEach(f -> out.open("li").foreign(f).close());
      out.close();
    }
    out.open("pre", "class", "command", "tabindex", "0")
        .element("code", view.setup().command())
        .close();
    out.close();
  }

  private static String measured(View view) {
    Setup s = view.setup();
    List<String> sentences = new ArrayList<>();
    sentences.add("Protocol " + s.protocol() + ": " + s.protocolInWords());
    sentences.add(
        "Data: " + Sentences.data(view) + " (SHA-256 " + Sentences.shortHash(s.dataHash()) + "…).");
    sentences.add(
        "Means over "
            + Sentences.seeds(view)
            + "; ties "
            + s.ties()
            + "; "
            + Sentences.tuning(view)
            + "; llmrec "
            + s.version()
            + " on "
            + s.machine()
            + ".");
    return String.join(" ", sentences);
  }

  private static List<String> findings(View view) {
    List<String> findings = new ArrayList<>();
    view.result().gains().forEach(g -> findings.add(Sentences.shortGain(g)));
    Sentences.expectations(view).ifPresent(findings::add);
    return findings;
  }
}
