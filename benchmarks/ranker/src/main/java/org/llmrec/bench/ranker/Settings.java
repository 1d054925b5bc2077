package org.llmrec.bench.ranker;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the command line says.
 *
 * @param rounds how often everything is measured, one after the other, so that a disturbance hits
 *     no benchmark alone
 * @param milliseconds of a measurement; each has four of them, after three seconds to warm up
 * @param out results go to this path with {@code .json} and {@code .md} behind it
 */
record Settings(int rounds, int milliseconds, Path out) {
  private static final String USAGE = "expected --rounds N, --milliseconds N or --out PATH, found ";

  static Settings parse(String[] arguments) {
    Map<String, String> given =
        new LinkedHashMap<>(
            Map.of("--rounds", "2", "--milliseconds", "300", "--out", "target/ranker"));
    for (int i = 0; i < arguments.length; i += 2) {
      if (!given.containsKey(arguments[i]) || i + 1 == arguments.length) {
        throw new IllegalArgumentException(USAGE + arguments[i]);
      }
      given.put(arguments[i], arguments[i + 1]);
    }
    return new Settings(
        Integer.parseInt(given.get("--rounds")),
        Integer.parseInt(given.get("--milliseconds")),
        Path.of(given.get("--out")));
  }
}
