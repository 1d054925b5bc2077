package org.llmrec.data.protocol;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.llmrec.core.json.JsonLines;
import org.llmrec.data.split.Split;
import org.llmrec.data.table.CanonicalTable;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;

/** From files whose bytes are known to be good back to the split. */
final class SplitReading {
  private SplitReading() {}

  static ProtocolSplit of(Path folder, ProtocolOptions options, Map<String, Integer> counts)
      throws IOException {
    Ids items = ItemList.read(folder.resolve(SplitFiles.ITEMS));
    InteractionTable train = InteractionTable.read(folder.resolve(SplitFiles.TRAIN));
    if (options.protocol() == Protocol.SEARCH) {
      return SearchSplit.of(
          options,
          CanonicalTable.over(train, sorted(train), items),
          queries(folder.resolve(SplitFiles.VALIDATION_CASES)),
          queries(folder.resolve(SplitFiles.TEST_CASES)),
          leftOut(counts));
    }
    InteractionTable validation = InteractionTable.read(folder.resolve(SplitFiles.VALIDATION));
    InteractionTable test = InteractionTable.read(folder.resolve(SplitFiles.TEST));
    Ids users = sorted(train, validation, test);
    Split parts =
        new Split(
            CanonicalTable.over(train, users, items),
            CanonicalTable.over(validation, users, items),
            CanonicalTable.over(test, users, items));
    return Rules.of(options.protocol()).split(parts, options);
  }

  private static Ids sorted(InteractionTable... tables) {
    TreeSet<String> names = new TreeSet<>();
    for (InteractionTable table : tables) {
      names.addAll(table.users().asList());
    }
    return Ids.of(names);
  }

  private static List<JudgedQuery> queries(Path file) throws IOException {
    try (Stream<CaseLine> lines =
        JsonLines.stream(file, CaseLine.class, "a case", SplitFiles.ADVICE)) {
      return lines.map(CaseLine::judgedQuery).toList();
    }
  }

  /** What was left out when the queries were cut is in no file but the manifest. */
  private static Map<String, Integer> leftOut(Map<String, Integer> counts) {
    Map<String, Integer> known = new LinkedHashMap<>();
    for (String name : SearchSplit.LEFT_OUT) {
      known.put(name, counts.getOrDefault(name, 0));
    }
    return known;
  }
}
