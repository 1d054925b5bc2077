package org.llmrec.lab.report.internal.page;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.llmrec.lab.report.internal.Numbers;
import org.llmrec.lab.report.internal.View;
import org.llmrec.lab.report.internal.markup.Markup;
import org.llmrec.lab.result.Example;
import org.llmrec.lab.result.ListedItem;

/** Single cases with both lists, for a person to look at. */
final class ExamplesSection implements Section {
  /** More are set in columns. */
  private static final int MANY = 6;

  @Override
  public String id() {
    return "examples";
  }

  @Override
  public String title(View view) {
    return "Examples";
  }

  @Override
  public boolean present(View view) {
    return !view.result().examples().isEmpty();
  }

  @Override
  public void write(Page page) {
    List<Example> examples = page.view().result().examples();
    page.lead(
        "Cases that gain or lose most, with both lists. What was to be found is marked; the number"
            + " at the right is how many positives the item has in training.");
    Markup out = page.out();
    out.open("div", "class", "picker");
    List<String> ids = examples.stream().map(e -> out.id("example")).toList();
    if (examples.size() > 1) {
      controls(out, page.view(), examples, ids);
    }
    for (int i = 0; i < examples.size(); i++) {
      out.open(
          "article", "id", ids.get(i), "class", i == 0 ? "panel example active" : "panel example");
      example(out, page.view(), examples.get(i));
      out.close();
    }
    out.close();
  }

  private static void controls(Markup out, View view, List<Example> examples, List<String> ids) {
    out.open("div", "class", "controls");
    out.open("label").text("Case ");
    out.open("select");
    for (int i = 0; i < examples.size(); i++) {
      out.element("option", label(view, examples.get(i)), "value", ids.get(i));
    }
    out.close().close();
    out.element("button", "Previous", "type", "button", "class", "step", "data-step", "-1");
    out.element("button", "Next", "type", "button", "class", "step", "data-step", "1");
    out.close();
  }

  private static String label(View view, Example e) {
    return Numbers.difference(e.gain()) + "  " + who(view, e) + "  " + e.model();
  }

  private static String who(View view, Example e) {
    return e.query().isEmpty()
        ? (view.units().equals("users") ? "user " : "query ") + e.caseId()
        : "“" + e.query() + "”";
  }

  private static void example(Markup out, View view, Example e) {
    out.open("h3").foreign(who(view, e));
    out.text(": ")
        .element(
            "span",
            Numbers.difference(e.gain()),
            "class",
            e.gain() > 0 ? "good" : e.gain() < 0 ? "bad" : "faint");
    out.text(" " + e.metric()).close();
    out.open("p", "class", "why").foreign(e.why()).close();
    out.open("div", "class", "given");
    items(out, "History, newest last", e.history());
    items(out, "To be found", e.truth());
    out.close();
    out.open("div", "class", "lists");
    list(out, e.model(), e.ours(), e.theirs());
    list(out, e.against(), e.theirs(), e.ours());
    out.close();
    out.element("p", "Split of seed " + e.seed() + ".", "class", "faint");
  }

  private static void items(Markup out, String heading, List<ListedItem> items) {
    if (items.isEmpty()) {
      return;
    }
    out.open("div")
        .element("h4", heading + " (" + items.size() + ")")
        .open("ul", "class", items.size() > MANY ? "items many" : "items");
    for (ListedItem item : items) {
      out.open("li", "title", item.id()).foreign(item.title()).close();
    }
    out.close().close();
  }

  private static void list(
      Markup out, String model, List<ListedItem> items, List<ListedItem> other) {
    Set<String> shared = other.stream().map(ListedItem::id).collect(Collectors.toSet());
    long hits = items.stream().filter(ListedItem::relevant).count();
    out.open("div").open("h4").foreign(model);
    out.text(" ").element("span", hits + (hits == 1 ? " hit" : " hits"), "class", "faint").close();
    out.open("ol", "class", "ranked");
    for (ListedItem item : items) {
      out.open(
          "li",
          "class",
          item.relevant() ? "hit" : shared.contains(item.id()) ? "both" : null,
          "title",
          item.id());
      out.open("span", "class", "item").foreign(item.title());
      if (item.relevant()) {
        out.element("span", " ✓ hit", "class", "flag");
      }
      out.close();
      out.element(
          "span",
          Numbers.count(item.popularity()),
          "class",
          "popularity",
          "title",
          "positives in training");
      out.close();
    }
    out.close().close();
  }
}
