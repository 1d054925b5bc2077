package org.llmrec.bench.road;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What to run.
 *
 * @param llmrec the launcher
 * @param sizes how many items, ascending
 * @param perItem interactions for each item
 * @param heap of a stage's process, as for {@code -Xmx}
 * @param epochs passes of the trainer, fixed so that sizes compare
 * @param with the report of an earlier run on this machine, whose sizes stand beside these; empty
 *     for none
 * @param out where everything is written
 * @param report where the report goes, without its ending
 */
record Settings(
    Path llmrec,
    List<Integer> sizes,
    int perItem,
    String heap,
    int epochs,
    String with,
    Path out,
    Path report) {

  static Settings of(String[] arguments) {
    Map<String, String> given =
        new HashMap<>(
            Map.of(
                "--sizes", "10000,100000",
                "--per-item", "10",
                "--heap", "4g",
                "--epochs", "2",
                "--with", "",
                "--out", "target/road",
                "--report", "target/road/report"));
    for (int i = 0; i < arguments.length; i += 2) {
      if (!(given.containsKey(arguments[i]) || arguments[i].equals("--llmrec"))
          || i + 1 == arguments.length) {
        throw new IllegalArgumentException(
            "expected options of " + given.keySet() + " with a value, found " + arguments[i]);
      }
      given.put(arguments[i], arguments[i + 1]);
    }
    return new Settings(
        Path.of(given.get("--llmrec")),
        Arrays.stream(given.get("--sizes").split(",")).map(Integer::valueOf).sorted().toList(),
        Integer.parseInt(given.get("--per-item")),
        given.get("--heap"),
        Integer.parseInt(given.get("--epochs")),
        given.get("--with"),
        Path.of(given.get("--out")).toAbsolutePath(),
        Path.of(given.get("--report")).toAbsolutePath());
  }
}
