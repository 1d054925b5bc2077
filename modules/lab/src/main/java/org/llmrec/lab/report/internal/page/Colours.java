package org.llmrec.lab.report.internal.page;

import java.util.HashMap;
import java.util.Map;
import org.llmrec.lab.report.internal.View;
import org.llmrec.lab.result.ModelResult;

/**
 * Which class of the style sheet colours which model. The best seven get a colour each, the
 * baseline the colour of the text; more could not be told apart, so the others are grey.
 */
final class Colours {
  private static final int COLOURS = 7;

  private final Map<String, String> kinds = new HashMap<>();

  Colours(View view) {
    int next = 1;
    for (ModelResult model : view.models()) {
      if (view.baseline(model)) {
        kinds.put(model.name(), "s0");
      } else if (next <= COLOURS) {
        kinds.put(model.name(), "s" + next++);
      }
    }
  }

  /** The model's class. */
  String of(String model) {
    return kinds.getOrDefault(model, "sx");
  }

  /** Whether it has a colour of its own. */
  boolean told(String model) {
    return kinds.containsKey(model);
  }
}
