package org.llmrec.pipeline.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Says in words why an output that was good for {@code before} is none for {@code now}. */
final class Reasons {
  private static final int SHOWN = 4;

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private Reasons() {}

  static String differences(StageRecord before, StageKey now) {
    List<String> reasons = new ArrayList<>();
    if (before.stageFormat() != now.format()) {
      reasons.add("what it writes changed: format " + before.stageFormat() + " → " + now.format());
    }
    for (String name : union(before.inputs(), now.inputs())) {
      String old = before.inputs().get(name);
      String next = now.inputs().get(name);
      if (old == null) {
        reasons.add("input " + name + " is new");
      } else if (next == null) {
        reasons.add("input " + name + " is gone");
      } else if (!old.equals(next)) {
        reasons.add("input " + name + " changed");
      }
    }
    for (String name : union(before.options(), now.options())) {
      String old = before.options().get(name);
      String next = now.options().get(name);
      if (!java.util.Objects.equals(old, next)) {
        reasons.add("option " + name + ": " + shown(old) + " → " + shown(next));
      }
    }
    if (reasons.isEmpty()) {
      return "its output is gone";
    }
    if (reasons.size() > SHOWN) {
      int more = reasons.size() - SHOWN;
      return String.join(", ", reasons.subList(0, SHOWN)) + " and " + more + " more";
    }
    return String.join(", ", reasons);
  }

  /** Of a hash the first digits tell enough. */
  private static String shown(String value) {
    if (value == null) {
      return "unset";
    }
    return HASH.matcher(value).matches() ? value.substring(0, 8) : value;
  }

  private static Iterable<String> union(Map<String, String> a, Map<String, String> b) {
    TreeSet<String> names = new TreeSet<>(a.keySet());
    names.addAll(b.keySet());
    return names;
  }
}
