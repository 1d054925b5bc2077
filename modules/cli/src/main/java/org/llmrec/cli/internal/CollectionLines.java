package org.llmrec.cli.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.llmrec.lab.collection.CollectionResult;
import org.llmrec.lab.collection.DocumentCounts;
import org.llmrec.lab.collection.TopicCounts;

/** What a person reads of the run of a test collection. */
final class CollectionLines {
  private static final String MAP = "map";

  private final Terminal terminal;

  CollectionLines(Terminal terminal) {
    this.terminal = terminal;
  }

  /** The figures. */
  void print(CollectionResult result) {
    TopicCounts topics = result.topics();
    terminal.line(
        "%,d documents%s, %,d of %,d topics; %s",
        result.documents().indexed(),
        result.reusedIndex() ? " (index of an earlier run)" : "",
        topics.evaluated(),
        topics.topics(),
        result.setting());
    List<String> heading = new ArrayList<>(List.of("search"));
    result.figures().keySet().forEach(metric -> heading.add(">" + metric));
    Table table = new Table(heading.toArray(String[]::new));
    table.row(row("llmrec", result.figures()));
    result.lucene().ifPresent(lucene -> table.row(row("plain Lucene", lucene.figures())));
    table.print(terminal);
    result.lucene().ifPresent(lucene -> compare(result, lucene));
  }

  private static String[] row(String name, Map<String, Double> figures) {
    List<String> cells = new ArrayList<>(List.of(name));
    figures.values().forEach(figure -> cells.add(String.format(Locale.ROOT, "%.4f", figure)));
    return cells.toArray(String[]::new);
  }

  private void compare(CollectionResult result, CollectionResult.Beside lucene) {
    CollectionResult.Difference map = lucene.differences().get(MAP);
    terminal.line(
        "map: llmrec %.4f, plain Lucene %.4f, difference %+.4f (95 %% interval %+.4f to %+.4f,"
            + " p %.2f)",
        result.figures().get(MAP),
        lucene.figures().get(MAP),
        map.mean(),
        map.low(),
        map.high(),
        map.p());
  }

  /** What was not as it should be; on standard error. */
  void warn(CollectionResult result) {
    DocumentCounts documents = result.documents();
    TopicCounts topics = result.topics();
    warn(documents.refused(), "bad documents refused");
    warn(topics.refused(), "bad topics and judgements refused");
    result.refusals().forEach(line -> terminal.note("  %s", line));
    warn(documents.unclosed(), "documents without an end tag, taken to the next one's beginning");
    warn(documents.empty(), "documents without any text, which cannot be found");
    warn(documents.latin1Files(), "files that are not UTF-8, taken as ISO-8859-1");
    warn(topics.unjudged(), "topics without judgements, left out");
    warn(topics.withoutRelevant(), "topics without a relevant document, left out");
    warn(topics.withoutWords(), "topics without a word to search by, which find nothing");
    warn(topics.cut(), "topics with more than 64 words, of which the first 64 are searched by");
    warn(topics.unknownTopics(), "judged topics that are not among the topics, passed over");
    warn(
        topics.missingDocuments(),
        "relevant documents that are not in the collection and count as not found");
  }

  private void warn(long count, String what) {
    if (count > 0) {
      terminal.note("%,d %s", count, what);
    }
  }
}
