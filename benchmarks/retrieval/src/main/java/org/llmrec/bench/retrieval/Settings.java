package org.llmrec.bench.retrieval;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the command line says.
 *
 * @param items a catalogue in JSON Lines, whose texts are the originals; the sample if none is given
 * @param sizes of the catalogues, ascending
 * @param queries how many requests are timed for each source
 * @param wanted how many candidates a request asks each source for, and gets of all together
 * @param exact how many of them are compared with an exact search
 * @param threads that build the graphs; with 1 the sources of a fused request are asked one after the
 *     other, with more all at once
 * @param indexes where indexes are kept, and taken from if they are there from an earlier run of the
 *     same items and threads; none to delete them
 * @param out results go to this path with {@code .json} and {@code .md} behind it
 */
record Settings(
    Path items,
    List<Integer> sizes,
    int queries,
    int wanted,
    int exact,
    int threads,
    Optional<Path> indexes,
    Path out) {
  private static final String USAGE =
      "expected --items FILE.jsonl, --sizes N,N, --queries N, --wanted N, --exact N, --threads N,"
          + " --indexes FOLDER or --out PATH, found ";

  static Settings parse(String[] arguments) {
    Map<String, String> given =
        new LinkedHashMap<>(
            Map.of(
                "--items", "../../data/sample/catalogue.jsonl",
                "--sizes", "10000,100000,1000000",
                "--queries", "500",
                "--wanted", "200",
                "--exact", "50",
                "--threads", "1",
                "--indexes", "",
                "--out", "target/retrieval"));
    for (int i = 0; i < arguments.length; i += 2) {
      if (!given.containsKey(arguments[i]) || i + 1 == arguments.length) {
        throw new IllegalArgumentException(USAGE + arguments[i]);
      }
      given.put(arguments[i], arguments[i + 1]);
    }
    return new Settings(
        Path.of(given.get("--items")),
        Arrays.stream(given.get("--sizes").split(",")).map(Integer::valueOf).sorted().toList(),
        Integer.parseInt(given.get("--queries")),
        Integer.parseInt(given.get("--wanted")),
        Integer.parseInt(given.get("--exact")),
        Integer.parseInt(given.get("--threads")),
        Optional.of(given.get("--indexes")).filter(text -> !text.isEmpty()).map(Path::of),
        Path.of(given.get("--out")));
  }
}
