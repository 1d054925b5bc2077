package org.llmrec.lab.report.internal.page;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.llmrec.lab.report.internal.markup.Markup;

/**
 * Panels of which one is shown. Without scripts, and on paper, all of them are, each under its
 * name.
 */
final class Tabs {
  private final String label;
  private final List<String> names = new ArrayList<>();
  private final List<Consumer<Markup>> panels = new ArrayList<>();

  /**
   * Begins.
   *
   * @param label what is chosen, such as {@code Metric}
   */
  Tabs(String label) {
    this.label = label;
  }

  /** One more panel; the first one is shown at first. */
  void add(String name, Consumer<Markup> panel) {
    names.add(name);
    panels.add(panel);
  }

  void write(Markup out) {
    if (panels.size() == 1) {
      panels.get(0).accept(out);
      return;
    }
    List<String> tabIds = names.stream().map(n -> out.id("tab")).toList();
    List<String> panelIds = names.stream().map(n -> out.id("panel")).toList();
    out.open("div", "class", "tabs");
    out.open("div", "role", "tablist", "aria-label", label, "class", "tablist");
    for (int i = 0; i < names.size(); i++) {
      out.element(
          "button",
          names.get(i),
          "type",
          "button",
          "role",
          "tab",
          "id",
          tabIds.get(i),
          "aria-controls",
          panelIds.get(i),
          "aria-selected",
          i == 0 ? "true" : "false",
          "tabindex",
          i == 0 ? "0" : "-1");
    }
    out.close();
    for (int i = 0; i < names.size(); i++) {
      out.open(
          "div",
          "role",
          "tabpanel",
          "id",
          panelIds.get(i),
          "aria-labelledby",
          tabIds.get(i),
          "class",
          i == 0 ? "panel active" : "panel");
      out.element("h3", names.get(i), "class", "panel-name");
      panels.get(i).accept(out);
      out.close();
    }
    out.close();
  }
}
